import { memo } from 'react';
import { useNames } from '../api/registry.js';
import { rowStyle } from './row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { WhyButton } from '../why/WhyButton.js';
import { BalanceAge } from './BalanceAge.js';
import styles from './BalanceCard.module.css';
import { figureOf } from './figure.js';
import { FillBar } from './FillBar.js';
import { Gap } from './Gap.js';
import type { BalanceRow } from './rows.js';

const figures = ['need', 'available', 'allocated', 'inTransit'] as const;

/** A balance on a phone: the same figures, without those that are nothing. */
export const BalanceCard = memo(
  function BalanceCard({ row }: { row: BalanceRow }) {
    const { t, language } = useLanguage();
    const names = useNames();
    const { balance } = row;
    return (
      <li className={styles['card']}>
        <div className={styles['head']}>
          <CommodityMark code={balance.commodity} />
          <div className={styles['who']}>
            <p className={styles['commodity']}>{names.commodity(balance.commodity)}</p>
            <p className={styles['region']}>
              {names.region(balance.region)}
              {row.producing && ` · ${t('balances/producing').toLowerCase()}`}
            </p>
          </div>
          <Gap balance={balance} producing={row.producing} />
        </div>
        <FillBar row={row} />
        <dl className={styles['figures']}>
          {figures
            .filter((name) => figureOf(balance, name) > 0)
            .map((name) => (
              <div key={name}>
                <dt>{t(`balances/${name}`)}</dt>
                <dd>{formatQuantity(figureOf(balance, name), balance.unit, language, rowStyle(balance))}</dd>
              </div>
            ))}
        </dl>
        <div className={styles['foot']}>
          <BalanceAge newestFactAt={row.newestFactAt} />
          <WhyButton subject={{ kind: 'balance', key: row.key }} />
        </div>
      </li>
    );
  },
  (before, after) => before.row.balance === after.row.balance && before.row.producing === after.row.producing,
);
