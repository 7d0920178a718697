import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { servedBy, type FieldInvited } from './fieldwork.js';

/** Whose phone it is, and for which producers it may report. */
export function InvitePhone({ done, cancel }: { done: (made: FieldInvited) => void; cancel: () => void }) {
  const { t } = useLanguage();
  const { parties, places } = useLists();
  const names = useNames();
  const { person } = useMay();
  const [isMine, setMine] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const own = parties.find(({ code }) => code === person?.party);
  const offered = servedBy(own, parties, places);
  const { submit, isSending, complaint } = useSending(async () => {
    const grants = chosen.map((party) => ({ party }));
    done(await sendJson<FieldInvited>('POST', '/v1/field/invitations', { grants, forMyself: isMine }));
  });
  const toggle = (code: string, isOn: boolean): void =>
    setChosen(isMine ? [...chosen.filter((each) => each !== code), ...(isOn ? [code] : [])] : [code]);
  return (
    <Panel title={t('office/fieldwork/invite')}>
      <form className={parts['form']} onSubmit={(event) => void submit(event)}>
        <fieldset className={parts['fieldset']}>
          <legend>{t('office/fieldwork/whose')}</legend>
          <Checkbox
            size="md"
            checked={isMine}
            label={t('office/fieldwork/forMyself')}
            description={t('office/fieldwork/forMyselfHint')}
            onChange={(event) => {
              setMine(event.currentTarget.checked);
              setChosen([]);
            }}
          />
        </fieldset>
        <fieldset className={parts['fieldset']}>
          <legend>{t('office/fieldwork/producers')}</legend>
          {offered.length === 0 && <p className={parts['soft']}>{t('office/fieldwork/nobody')}</p>}
          {offered.map(({ code }) => (
            <Checkbox
              key={code}
              size="md"
              my="xs"
              checked={chosen.includes(code)}
              label={names.party(code)}
              description={places
                .filter((place) => place.party === code)
                .map((place) => names.place(place.code))
                .join(', ')}
              onChange={(event) => toggle(code, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
        {complaint && (
          <p role="alert" className={parts['complaint']}>
            {complaint}
          </p>
        )}
        <div className={parts['actions']}>
          <Button type="submit" size="md" loading={isSending} disabled={chosen.length === 0}>
            {t('office/fieldwork/make')}
          </Button>
          <Button size="md" variant="subtle" onClick={cancel}>
            {t('common/close')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
