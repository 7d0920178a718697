import { useNames } from '../api/registry.js';
import { FillBar } from '../balances/FillBar.js';
import { figureOf } from '../balances/figure.js';
import { Gap } from '../balances/Gap.js';
import { balanceRows, isEstimate } from '../balances/rows.js';
import { useLists } from '../api/registry.js';
import { rowStyle } from '../balances/row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { formatMoment, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { DemandsBehind } from './DemandsBehind.js';
import { ReasonList } from './ReasonList.js';
import { StockBehind } from './StockBehind.js';
import styles from './WhyBalance.module.css';
import { WhySection } from './WhySection.js';

export function WhyBalance({ balanceKey }: { balanceKey: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { meta } = useLists();
  const tracked = useBoard((board) => board.balances.get(balanceKey));
  if (!tracked) return <p>{t('balances/empty')}</p>;
  const balance = tracked.thing;
  const [row] = balanceRows([[balanceKey, tracked]], meta?.hub.producingRegions ?? [], {
    commodity: null,
    region: null,
    estimates: true,
  });
  const said = (quantity: number): string =>
    formatQuantity(quantity, balance.unit, language, rowStyle(balance));
  const computed = toEpoch(balance.computedAt);
  return (
    <>
      <div className={styles['head']}>
        <CommodityMark code={balance.commodity} size={22} />
        <p className={styles['who']}>
          {names.commodity(balance.commodity)} · {names.region(balance.region)}
        </p>
        <Gap balance={balance} producing={row?.producing} />
      </div>
      {row && <FillBar row={row} />}
      {balance.need > 0 && (
        <p className={styles['formula']}>
          {t('why/formula', {
            need: said(balance.need),
            met: said(Math.max(0, balance.need - balance.shortfall)),
            shortfall: said(balance.shortfall),
            inTransit: said(balance.inTransit),
          })}
        </p>
      )}
      <WhySection title={t('why/reasons')}>
        <ReasonList reasons={balance.reasons ?? []} commodity={balance.commodity} />
      </WhySection>
      {isEstimate(balance) && (
        <p className={styles['formula']}>{t('why/estimate', { need: said(balance.estimatedNeed ?? 0) })}</p>
      )}
      {(balance.need > 0 || isEstimate(balance)) && <DemandsBehind balance={balance} />}
      {figureOf(balance, 'available') > 0 && <StockBehind balance={balance} />}
      <p className={styles['plan']}>
        {t('why/plan')} {balance.planVersion}
        {computed !== null && ` · ${t('why/computed')} ${formatMoment(computed, language)}`}
      </p>
    </>
  );
}
