import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';

/** Who loads, who receives, and who answers for the plan. */
export function LoadContacts({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const names = useNames();
  const { parties, places } = useLists();
  const partyOf = (location: string) => places.find(({ code }) => code === location)?.party;
  const locations = [...new Set(shipment.lines.map(({ location }) => location))];
  const inCity = parties.filter(
    ({ kind, status, regions }) =>
      (kind === 'buyer' || kind === 'department') &&
      status === 'active' &&
      regions.includes(shipment.destination),
  );
  const buyers = inCity.filter(({ kind }) => kind === 'buyer');
  const receivers = buyers.length > 0 ? buyers : inCity;
  return (
    <section className={styles['card']}>
      <h2>{t('phone/contacts/title')}</h2>
      <dl className={styles['facts']}>
        <dt>{t('phone/contacts/loads')}</dt>
        <dd>
          {locations.map((location) => {
            const party = partyOf(location);
            return (
              <span key={location}>
                {names.place(location)}
                {party ? ` – ${names.party(party)}` : ''}
                <br />
              </span>
            );
          })}
        </dd>
        <dt>{t('phone/contacts/receives')}</dt>
        <dd>
          {receivers.length > 0
            ? receivers.map(({ code }) => names.party(code)).join(', ')
            : names.region(shipment.destination)}
        </dd>
        <dt>{t('phone/contacts/hub')}</dt>
        <dd>{names.party(shipment.hub)}</dd>
      </dl>
    </section>
  );
}
