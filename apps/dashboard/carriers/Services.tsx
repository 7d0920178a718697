import { Button } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useLists } from '../api/registry.js';
import { formatNumber } from '../format/number.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { usePhoneList } from '../phone/use-phone-list.js';
import { useVehicleText } from '../phone/use-vehicles.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { newService, type Service } from './service.js';
import { ServiceForm } from './ServiceForm.js';
import { useLaneText } from './use-lane-text.js';

/** Where this carrier drives, with what, on which days, for how much. */
export function Services({ party }: { party: string }) {
  const { t } = useLanguage();
  const { meta } = useLists();
  const list = usePhoneList<Service>('/v1/services?limit=500');
  const [edited, setEdited] = useState<Service | null>(null);
  if (list.isPending) return <Loading />;
  if (!list.data) return <LoadFailed error={list.error} retry={() => void list.refetch()} />;
  const own = list.data.answer.items.filter(({ carrier }) => carrier === party);
  if (edited)
    return (
      <ServiceForm
        key={edited.lane}
        service={edited}
        taken={own.map(({ lane }) => lane)}
        done={() => setEdited(null)}
      />
    );
  return (
    <>
      <Button
        size="md"
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setEdited(newService(party, meta?.hub.code ?? ''))}
      >
        {t('phone/service/new')}
      </Button>
      {own.length === 0 && (
        <div className={styles['card']}>
          <Notice icon={IconRoute} title={t('phone/service/none')} hint={t('phone/service/noneHint')} />
        </div>
      )}
      {own.map((service) => (
        <ServiceCard key={service.lane} service={service} edit={() => setEdited(service)} />
      ))}
    </>
  );
}

function ServiceCard({ service, edit }: { service: Service; edit: () => void }) {
  const { t, language } = useLanguage();
  const laneText = useLaneText();
  const vehicleText = useVehicleText();
  const loads = Object.entries(service.vehicles).map(([code, count]) => ({ code, count }));
  return (
    <article className={styles['card']}>
      <h2>{laneText(service.lane)}</h2>
      <dl className={styles['facts']}>
        <dt>{t('phone/service/vehicles')}</dt>
        <dd>{vehicleText(loads)}</dd>
        <dt>{t('phone/service/days')}</dt>
        <dd>{service.days.map((day) => t(`phone/service/day/${day}`)).join(', ')}</dd>
        <dt>{t('phone/temperature')}</dt>
        <dd>{service.temperatureClasses.map((one) => t(`phone/class/${one}`)).join(', ')}</dd>
        <dt>{t('phone/price')}</dt>
        <dd>
          Rp&nbsp;{formatNumber(service.rupiah, language)} {t(`phone/service/per/${service.rupiahPer}`)}
        </dd>
      </dl>
      <Button size="md" variant="light" onClick={edit}>
        {t('phone/service/edit')}
      </Button>
    </article>
  );
}
