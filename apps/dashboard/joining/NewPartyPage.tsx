import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { ReasonField } from '../office/ReasonField.js';
import { PartyFields } from '../parties/PartyFields.js';
import type { PartyEntry } from '../parties/party.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { keepInvitation, type Invitation } from './joining.js';

const blank: PartyEntry = {
  code: '',
  nameId: '',
  nameEn: '',
  kind: 'department',
  regions: [],
  system: true,
  rank: 100,
  cadenceHours: 24,
  status: '',
};

const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];

interface City {
  code: string;
  name: string;
  kind: string;
  timezone: string;
  latitude: string;
  longitude: string;
  roadKm: string;
  leadHoursTypical: string;
  leadHoursLate: string;
  rupiahPerTonne: string;
}

const blankCity: City = {
  code: '',
  name: '',
  kind: 'kota',
  timezone: 'Asia/Jakarta',
  latitude: '',
  longitude: '',
  roadKm: '',
  leadHoursTypical: '',
  leadHoursLate: '',
  rupiahPerTonne: '',
};

/** The region as the registry has it. */
function regionOf({ code, name, kind, timezone, latitude, longitude }: City) {
  const at = { latitude: Number(latitude), longitude: Number(longitude) };
  return { code, name, kind, timezone, ...at, population: null };
}

/** The way there: without a lane nothing can be planned for a region. */
function laneOf(city: City, hub: { code: string; region: string }) {
  return {
    id: `${hub.region}-${city.code}-road`,
    hub: hub.code,
    origin: hub.region,
    destination: city.code,
    mode: 'road',
    roadKm: Number(city.roadKm),
    leadHoursTypical: Number(city.leadHoursTypical),
    leadHoursLate: Number(city.leadHoursLate),
    rupiahPerTonne: Number(city.rupiahPerTonne),
  };
}

/** First step of joining: who the party is. It is registered and invited at once. */
export default function NewPartyPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="parties"
      needs="parties:write"
      back={{ href: linkTo('parties'), label: t('office/parties/all') }}
      title={t('office/joining/newTitle')}
      subtitle={t('office/joining/newSubtitle')}
    >
      <NewParty />
    </Office>
  );
}

function NewParty() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { meta } = useLists();
  const [value, setValue] = useState(blank);
  const [city, setCity] = useState<City | null>(null);
  const [reason, setReason] = useState('');
  const { submit, isSending, complaint, faults } = useSending(async () => {
    const { status: _, ...party } = value;
    const regions = city ? [regionOf(city)] : [];
    const lanes = city && meta ? [laneOf(city, meta.hub)] : [];
    const told = { ...party, regions: [...party.regions, ...regions.map(({ code }) => code)] };
    const body = { party: told, regions, lanes, reason: reason.trim() };
    const { invitation } = await sendJson<{ invitation: Invitation }>('POST', '/v1/parties', body);
    keepInvitation(invitation);
    await client.invalidateQueries();
    location.hash = linkTo('parties', invitation.party, 'bergabung');
  });
  return (
    <Panel title={t('office/joining/who')} subtitle={t('office/joining/whoHint')}>
      <form className={parts['body']} onSubmit={(event) => void submit(event)}>
        <PartyFields value={value} change={setValue} isNew />
        <Checkbox
          size="md"
          label={t('office/joining/newCity')}
          checked={city !== null}
          onChange={(event) => setCity(event.currentTarget.checked ? blankCity : null)}
        />
        {city && <CityFields value={city} change={setCity} />}
        <ReasonField value={reason} change={setReason} />
        <Complaint text={complaint} faults={faults} />
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending}>
            {t('office/joining/register')}
          </Button>
          <Button component="a" size="md" variant="subtle" href={linkTo('parties')}>
            {t('office/cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function CityFields({ value, change }: { value: City; change: (city: City) => void }) {
  const { t } = useLanguage();
  const text = (name: Exclude<keyof City, 'kind' | 'timezone'>, more = {}) => (
    <TextInput
      size="md"
      required
      label={t(`office/city/${name}`)}
      value={value[name]}
      onChange={(event) => change({ ...value, [name]: event.currentTarget.value })}
      {...more}
    />
  );
  const hours = { type: 'number', step: 'any', min: 0, max: 10_000 };
  const degrees = (most: number) => ({ type: 'number', step: 'any', min: -most, max: most });
  return (
    <fieldset className={parts['fieldset']}>
      <legend>{t('office/city/title')}</legend>
      <div className={parts['form']}>
        {text('name', { maxLength: 200 })}
        {text('code', { pattern: '[0-9.]+', maxLength: 20, description: t('office/city/codeHint') })}
        <NativeSelect
          size="md"
          label={t('office/field/kind')}
          value={value.kind}
          onChange={(event) => change({ ...value, kind: event.currentTarget.value })}
          data={['kota', 'kabupaten', 'provinsi'].map((kind) => ({
            value: kind,
            label: t(`office/city/kind/${kind}`),
          }))}
        />
        <NativeSelect
          size="md"
          label={t('office/field/timezone')}
          value={value.timezone}
          onChange={(event) => change({ ...value, timezone: event.currentTarget.value })}
          data={zones}
        />
        {text('latitude', degrees(90))}
        {text('longitude', degrees(180))}
        {text('roadKm', { type: 'number', min: 0, max: 20_000, description: t('office/city/laneHint') })}
        {text('leadHoursTypical', hours)}
        {text('leadHoursLate', hours)}
        {text('rupiahPerTonne', { type: 'number', min: 0, step: 1 })}
      </div>
    </fieldset>
  );
}
