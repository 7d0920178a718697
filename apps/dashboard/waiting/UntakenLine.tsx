import { useNames } from '../api/registry.js';
import type { Shipment, ShipmentLine } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';
import { awaitingOf } from '../receiving/awaiting.js';
import { Photos } from '../receiving/Photos.js';
import { useReasonText } from '../receiving/use-receipt-reasons.js';
import { DecisionForm } from './DecisionForm.js';
import styles from './Waiting.module.css';

interface UntakenLineProps {
  shipment: Shipment;
  line: ShipmentLine;
}

/** What of one line waits, why it was not taken, how it looks, and what becomes of it. */
export function UntakenLine({ shipment, line }: UntakenLineProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const reasonText = useReasonText();
  const { person } = useMay();
  const { commodity, unit, variances = [], photos = [], location, lot } = line;
  const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
  return (
    <section className={styles['line']} aria-label={`${names.commodity(commodity)}, ${lot}`}>
      <p>
        <strong>
          {t('office/waiting/waits', { quantity: said(awaitingOf(line)), name: names.commodity(commodity) })}
        </strong>{' '}
        <span className={parts['soft']}>
          {names.place(location)} · {lot}
        </span>
      </p>
      {variances
        .filter(({ kind }) => kind !== 'short')
        .map(({ kind, quantity, reason, note }, index) => (
          <p key={index} className={parts['soft']}>
            {t(`phone/fault/kind/${kind}`)}: {said(quantity)} · {reasonText(reason)}
            {note && ` · ${note}`}
          </p>
        ))}
      <Photos shipmentId={shipment.shipmentId} ids={photos} of={names.commodity(commodity)} />
      {person?.party === shipment.hub ? (
        <DecisionForm shipment={shipment} line={line} />
      ) : (
        <p className={parts['soft']}>{t('office/waiting/hubDecides', { hub: names.party(shipment.hub) })}</p>
      )}
    </section>
  );
}
