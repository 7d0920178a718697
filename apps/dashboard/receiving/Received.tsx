import { useNames } from '../api/registry.js';
import type { Shipment, ShipmentLine } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { lineKey } from '../phone/line-amount.js';
import styles from '../phone/Phone.module.css';
import { Photos } from './Photos.js';
import { useReasonText } from './use-receipt-reasons.js';

/** Line by line what was shipped, what arrived, what was otherwise, and what became of it. */
export function Received({ shipment }: { shipment: Shipment }) {
  return (
    <ul>
      {shipment.lines.map((line) => (
        <li key={lineKey(line)} className={styles['line']}>
          <ReceivedLine line={line} shipmentId={shipment.shipmentId} />
        </li>
      ))}
    </ul>
  );
}

function ReceivedLine({ line, shipmentId }: { line: ShipmentLine; shipmentId: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const reasonText = useReasonText();
  const { commodity, quantity, unit, received, returning, varianceReason } = line;
  const { variances = [], dispositions = [], photos = [] } = line;
  const said = (amount: number): string => formatQuantity(amount, unit, language, { commodity });
  return (
    <>
      <span className={styles['head']}>
        <strong>{names.commodity(commodity)}</strong>
        <span className={styles['amount']}>
          <strong>{received === undefined ? t('phone/receive/untold') : said(received)}</strong>
          {received !== quantity && (
            <span className={styles['soft']}>{t('phone/receive/of', { shipped: said(quantity) })}</span>
          )}
        </span>
      </span>
      {returning && (
        <span className={styles['soft']}>
          {t('phone/receive/returning', { place: names.place(returning) })}
        </span>
      )}
      {variances.length > 0 && (
        <ul className={styles['told']}>
          {variances.map(({ kind, quantity: amount, reason, note }, index) => (
            <li key={index}>
              {t(`phone/fault/kind/${kind}`)}: <strong>{said(amount)}</strong> · {reasonText(reason)}
              {note && ` · ${note}`}
            </li>
          ))}
          {dispositions.map(({ to, quantity: amount, by, note }, index) => (
            <li key={`decided-${index}`}>
              {t(`phone/untaken/done/${to}`, { quantity: said(amount), party: names.party(by) })}
              {note && ` · ${note}`}
            </li>
          ))}
        </ul>
      )}
      {variances.length === 0 && varianceReason && (
        <span className={styles['soft']}>{reasonText(varianceReason)}</span>
      )}
      <Photos shipmentId={shipmentId} ids={photos} of={names.commodity(commodity)} />
    </>
  );
}
