import { useQuery } from '@tanstack/react-query';
import { getAll } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { Balance, StockItem } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Behind } from './Behind.js';
import { FactsBehind } from './FactsBehind.js';
import { WhySection } from './WhySection.js';

/** The lots that make up a stock; asked again whenever the plan changes. */
export function StockBehind({ balance, at }: { balance: Balance; at?: string | undefined }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { hub, commodity, region, planVersion } = balance;
  const path = `/v1/stock?${new URLSearchParams({ hub, commodity, region, ...(at && { asOf: at }) })}`;
  const query = useQuery({
    queryKey: [path, planVersion],
    queryFn: ({ signal }) => getAll<StockItem>(path, signal),
    placeholderData: (before) => before,
  });
  const said = (quantity: number, unit: string): string =>
    formatQuantity(quantity, unit, language, { commodity });
  return (
    <WhySection title={t('why/stock')}>
      {query.isPending && <Loading rows={2} />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p>{t('why/noStock')}</p>}
      {query.data?.map((lot) => (
        <Behind
          key={lot.lotId}
          name={names.place(lot.location)}
          figure={said(lot.onHand, lot.unit)}
          figureName={t('headline/onHand')}
          parts={[
            `${t('balances/allocated')} ${said(lot.allocated, lot.unit)}`,
            lot.bestBefore ? t('why/bestBefore', { date: formatDate(lot.bestBefore, language) }) : '',
            lot.forecast ? t('why/forecast') : '',
          ]}
          reasons={lot.reasons}
          commodity={commodity}
        >
          <FactsBehind question={{ hub, commodity, location: lot.location }} at={at} />
        </Behind>
      ))}
    </WhySection>
  );
}
