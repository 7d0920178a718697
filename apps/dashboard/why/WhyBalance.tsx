import '../desk/texts/index.js';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { Balance, ItemList } from '../api/types.js';
import { FillBar } from '../balances/FillBar.js';
import { figureOf } from '../balances/figure.js';
import { Gap } from '../balances/Gap.js';
import { balanceRows, isEstimate } from '../balances/rows.js';
import { useLists } from '../api/registry.js';
import { rowStyle } from '../balances/row-style.js';
import { formatQuantity } from '../format/quantity.js';
import { formatMoment, formatStamp, toEpoch } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { CommodityMark } from '../theme/CommodityMark.js';
import { DemandsBehind } from './DemandsBehind.js';
import { PlanBefore } from './PlanBefore.js';
import { ReasonList } from './ReasonList.js';
import { StockBehind } from './StockBehind.js';
import styles from './WhyBalance.module.css';
import { WhySection } from './WhySection.js';

interface WhyBalanceProps {
  balanceKey: string;
  /** RFC 3339: the balance as it stood then; absent: as it is, live. */
  at?: string | undefined;
}

/** Why a balance is what it is: its reasons, its demands and lots, who said so, and what the plan before said. */
export default function WhyBalance({ balanceKey, at }: WhyBalanceProps) {
  const tracked = useBoard((board) => board.balances.get(balanceKey));
  const past = usePastBalance(balanceKey, at);
  const { t } = useLanguage();
  if (at !== undefined && past.isPending) return <Loading />;
  if (at !== undefined && past.isError)
    return <LoadFailed error={past.error} retry={() => void past.refetch()} />;
  const balance = at === undefined ? tracked?.thing : past.data;
  return balance ? <Why balance={balance} at={at} /> : <p>{t('balances/empty')}</p>;
}

function usePastBalance(balanceKey: string, at: string | undefined) {
  const [hub = '', commodity = '', region = ''] = balanceKey.split('/');
  const path = `/v1/balances?${new URLSearchParams({ hub, commodity, region, asOf: at ?? '' })}`;
  return useQuery({
    queryKey: [path],
    queryFn: async ({ signal }) => (await getJson<ItemList<Balance>>(path, signal)).items[0] ?? null,
    enabled: at !== undefined,
    retry: 1,
  });
}

function Why({ balance, at }: { balance: Balance; at: string | undefined }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { meta } = useLists();
  const [row] = balanceRows(
    [['', { thing: balance, sequence: '', seenAt: 0, factAt: null, snapshot: 0 }]],
    meta?.hub.producingRegions ?? [],
    {
      commodity: null,
      region: null,
      estimates: true,
    },
  );
  const said = (quantity: number): string =>
    formatQuantity(quantity, balance.unit, language, rowStyle(balance));
  const computed = toEpoch(balance.computedAt);
  return (
    <>
      {at !== undefined && (
        <p className={styles['formula']} role="status">
          <strong>{t('desk/past/banner', { at: formatStamp(at, language) })}</strong>
        </p>
      )}
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
      {(balance.need > 0 || isEstimate(balance)) && <DemandsBehind balance={balance} at={at} />}
      {figureOf(balance, 'available') > 0 && <StockBehind balance={balance} at={at} />}
      <PlanBefore balance={balance} />
      <p className={styles['plan']}>
        {t('why/plan')} {balance.planVersion}
        {computed !== null && ` · ${t('why/computed')} ${formatMoment(computed, language)}`}
      </p>
    </>
  );
}
