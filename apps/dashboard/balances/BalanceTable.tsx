import { HelpButton } from '../help/HelpButton.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './BalanceTable.module.css';
import { BalanceTableRow } from './BalanceTableRow.js';
import type { BalanceRow } from './rows.js';

const figures = ['need', 'available', 'allocated', 'inTransit', 'gap'] as const;

export function BalanceTable({ rows }: { rows: BalanceRow[] }) {
  const { t } = useLanguage();
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('balances/title')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">
              {t('common/commodity')} · {t('common/city').toLowerCase()}
            </th>
            {figures.map((name) => (
              <th key={name} scope="col" className={styles['number']}>
                {t(`balances/${name}`)}
                <HelpButton topic={name} />
              </th>
            ))}
            <th scope="col">
              {t('balances/fill')}
              <HelpButton topic="fill" />
            </th>
            <th scope="col">
              {t('balances/freshness')}
              <HelpButton topic="freshness" />
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('common/why')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BalanceTableRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
