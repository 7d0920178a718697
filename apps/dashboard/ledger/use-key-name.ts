import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getAll } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { DemandItem } from '../api/types.js';
import { formatDate } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { useLaneName } from '../plan/use-lane-name.js';
import type { Grouping } from './over-short.js';
import { partsOfShipmentId } from './shipment-id.js';

/** What a group of the ledger is called by people; an id of which nothing is known stays as it is. */
export function useKeyName(by: Grouping): (key: string | null) => string {
  const { t, language } = useLanguage();
  const names = useNames();
  const laneName = useLaneName();
  const demands = useDemands(by === 'demand');
  const shipmentName = (id: string): string => {
    const parts = partsOfShipmentId(id);
    if (parts === null) return id;
    const said = t('office/ledger/shipmentOf', {
      lane: laneName(parts.lane),
      date: formatDate(parts.pickupDate, language),
      temperature: t(`office/value/${parts.temperature}`, { defaultValue: parts.temperature }),
      number: parts.number,
    });
    return parts.part === 1 ? said : t('office/ledger/partOf', { shipment: said, part: parts.part });
  };
  const demandName = (id: string): string => {
    const demand = demands.get(id);
    if (demand === undefined) return id;
    return t('office/ledger/demandOf', {
      commodity: names.commodity(demand.commodity),
      city: names.region(demand.destination),
      from: formatDate(demand.windowFrom, language),
      to: formatDate(demand.windowTo, language),
    });
  };
  const nameOf: Record<Grouping, (key: string) => string> = {
    shipment: shipmentName,
    demand: demandName,
    lane: laneName,
    carrier: names.party,
    city: names.region,
    commodity: names.commodity,
  };
  return (key) => (key === null ? t('office/ledger/nobody') : nameOf[by](key));
}

function useDemands(enabled: boolean): ReadonlyMap<string, DemandItem> {
  const { data } = useQuery({
    queryKey: ['/v1/demands', 'names'],
    queryFn: ({ signal }) => getAll<DemandItem>('/v1/demands', signal),
    enabled,
    retry: 1,
  });
  return useMemo(() => new Map(data?.map((demand) => [demand.demandId, demand])), [data]);
}
