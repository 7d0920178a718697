import { useNames } from '../api/registry.js';
import type { Offer, OfferStatus } from '../carriers/offer.js';
import { formatNumber } from '../format/number.js';
import { formatDate, formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { DataTable } from '../office/DataTable.js';
import { Tag, type Tone } from '../office/Tag.js';

const tones: Record<OfferStatus, Tone> = {
  open: 'info',
  countered: 'warn',
  accepted: 'good',
  declined: 'bad',
  expired: 'quiet',
  refused: 'quiet',
  withdrawn: 'quiet',
};

/** Who was asked, and what they said. */
export function Said({ offers }: { offers: readonly Offer[] }) {
  const { t, language } = useLanguage();
  const names = useNames();
  if (offers.length === 0) return null;
  const loads = (vehicles: Offer['vehicles']): string =>
    vehicles.map(({ code, count }) => `${count} × ${code}`).join(', ');
  const words = ({ reason, counter }: Offer): string =>
    [
      counter?.vehicles && loads(counter.vehicles),
      counter?.pickupDate && formatDate(counter.pickupDate, language),
      counter?.reason ?? reason,
    ]
      .filter(Boolean)
      .join(' · ') || '–';
  return (
    <DataTable
      label={t('office/offers/said')}
      rows={offers}
      keyOf={({ offerId }) => offerId}
      columns={[
        { label: t('office/partyKind/carrier'), cell: ({ carrier }) => names.party(carrier) },
        {
          label: t('office/offers/answer'),
          tight: true,
          cell: ({ status }) => <Tag tone={tones[status]}>{t(`office/offers/status/${status}`)}</Tag>,
        },
        { label: t('office/offers/words'), cell: words },
        { label: t('office/offers/vehicles'), tight: true, cell: ({ vehicles }) => loads(vehicles) },
        {
          label: t('office/offers/price'),
          numeric: true,
          cell: ({ rupiah }) => `Rp ${formatNumber(rupiah, language)}`,
        },
        {
          label: t('office/offers/until'),
          tight: true,
          cell: ({ deadline, counter }) => formatStamp(counter?.deadline ?? deadline, language),
        },
      ]}
    />
  );
}
