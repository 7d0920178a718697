import { useNames } from '../api/registry.js';
import type { PlanDifference } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './Desk.module.css';

interface DifferenceViewProps {
  difference: PlanDifference;
  unit: string;
  commodity: string;
}

const figures = ['onHand', 'allocated', 'shortfall'] as const;

/** Two plans beside each other: by region what was and what is, and the alerts that come and go. */
export function DifferenceView({ difference, unit, commodity }: DifferenceViewProps) {
  const { t, language, say } = useLanguage();
  const names = useNames();
  const { allocations, balances, alerts } = difference;
  const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
  const rows = balances.flatMap(({ region, before, after }) =>
    figures
      .map((name) => ({ region, name, was: before?.[name] ?? 0, is: after?.[name] ?? 0 }))
      .filter(({ was, is }) => was !== is),
  );
  const nothing = rows.length + allocations.length + alerts.raised.length + alerts.cleared.length === 0;
  if (nothing) return <p className={styles['meta']}>{t('desk/difference/none')}</p>;
  return (
    <div className={styles['difference']}>
      <ul>
        {rows.map(({ region, name, was, is }) => (
          <li key={`${region}${name}`}>
            {names.region(region)} · {t(`desk/difference/${name}`)}: <del>{said(was)}</del> →{' '}
            <ins>{said(is)}</ins>
          </li>
        ))}
      </ul>
      <p className={styles['meta']}>{t('desk/difference/allocations', { count: allocations.length })}</p>
      {(['raised', 'cleared'] as const).map(
        (kind) =>
          alerts[kind].length > 0 && (
            <div key={kind}>
              <p className={styles['meta']}>{t(`desk/difference/${kind}`)}</p>
              <ul>
                {alerts[kind].map((alert) => (
                  <li key={alert.id}>{say(alert.text)}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  );
}
