import { memo } from 'react';
import { useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { WhyButton } from '../why/WhyButton.js';
import { Amount } from './Amount.js';
import { BalanceAge } from './BalanceAge.js';
import styles from './BalanceTableRow.module.css';
import { FillBar } from './FillBar.js';
import { Gap } from './Gap.js';
import type { BalanceRow } from './rows.js';

// Rows are made anew with every frame, so equality is judged by the balance inside.
export const BalanceTableRow = memo(
  function BalanceTableRow({ row }: { row: BalanceRow }) {
    const { t } = useLanguage();
    const names = useNames();
    const { balance } = row;
    return (
      <tr className={styles['row']} data-balance={row.key} data-plan={balance.planVersion}>
        <th scope="row" className={styles['who']}>
          <span className={styles['mark']}>
            <CommodityMark code={balance.commodity} />
            <span>
              <span className={styles['commodity']}>{names.commodity(balance.commodity)}</span>
              <span className={styles['region']}>
                {names.region(balance.region)}
                {row.producing && ` · ${t('balances/producing').toLowerCase()}`}
              </span>
            </span>
          </span>
        </th>
        <Amount balance={balance} name="need" />
        <Amount balance={balance} name="available" />
        <Amount balance={balance} name="allocated" />
        <Amount balance={balance} name="inTransit" />
        <td className={styles['number']}>
          <Gap balance={balance} producing={row.producing} />
        </td>
        <td className={styles['fill']}>
          <FillBar row={row} />
        </td>
        <td>
          <BalanceAge newestFactAt={row.newestFactAt} />
        </td>
        <td className={styles['why']}>
          <WhyButton subject={{ kind: 'balance', key: row.key }} />
        </td>
      </tr>
    );
  },
  (before, after) => before.row.balance === after.row.balance && before.row.producing === after.row.producing,
);
