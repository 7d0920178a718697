import { useQuery } from '@tanstack/react-query';
import { getAll } from '../api/client.js';
import type { Balance, DemandItem } from '../api/types.js';
import { formatQuantity } from '../format/quantity.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Behind } from './Behind.js';
import { FactsBehind } from './FactsBehind.js';
import { WhySection } from './WhySection.js';

/** The demands that make up a need; asked again whenever the plan changes. */
export function DemandsBehind({ balance, at }: { balance: Balance; at?: string | undefined }) {
  const { t, language } = useLanguage();
  const { hub, commodity, region, planVersion } = balance;
  const path = `/v1/demands?${new URLSearchParams({ hub, commodity, destination: region, ...(at && { asOf: at }) })}`;
  const query = useQuery({
    queryKey: [path, planVersion],
    queryFn: ({ signal }) => getAll<DemandItem>(path, signal),
    placeholderData: (before) => before,
  });
  const said = (quantity: number, unit: string): string =>
    formatQuantity(quantity, unit, language, { commodity });
  return (
    <WhySection title={t('why/demands')}>
      {query.isPending && <Loading rows={2} />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p>{t('why/noDemands')}</p>}
      {query.data?.map((demand) => (
        <Behind
          key={demand.demandId}
          name={demand.demandId}
          figure={said(demand.allocated, demand.unit)}
          figureName={t('balances/allocated')}
          parts={[
            t('why/declared', { quantity: said(demand.declared, demand.unit) }),
            t('why/window', {
              from: formatDate(demand.windowFrom, language),
              to: formatDate(demand.windowTo, language),
            }),
            t('why/priority', { priority: demand.priority }),
          ]}
          reasons={demand.reasons}
          commodity={commodity}
        >
          {!demand.estimated && (
            <FactsBehind
              question={{ hub, commodity, party: demand.source, demandId: ownId(demand) }}
              at={at}
            />
          )}
        </Behind>
      ))}
    </WhySection>
  );
}

// Where two parties use the same id, one of them is told with its party before it.
function ownId({ demandId, source }: DemandItem): string {
  return demandId.startsWith(`${source}:`) ? demandId.slice(source.length + 1) : demandId;
}
