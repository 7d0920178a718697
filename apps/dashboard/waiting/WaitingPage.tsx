import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import '../phone/texts/index.js';
import { getAll, getJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { Restock } from './Restock.js';
import { UntakenLine } from './UntakenLine.js';
import { awaitingLines, returnedLines, shipmentsOf, type AwaitingRow } from './waiting.js';

const everyMs = 20_000;

/** Goods that nobody has: came and not taken, or brought back and not counted. Each waits for a decision. */
export default function WaitingPage() {
  const { t } = useLanguage();
  return (
    <Office
      section="waiting"
      needs="shipments:report"
      title={t('office/waiting/title')}
      subtitle={t('office/waiting/subtitle')}
    >
      <Untaken />
      <Returned />
    </Office>
  );
}

function Untaken() {
  const { t } = useLanguage();
  const { may } = useMay();
  const list = useQuery({
    queryKey: ['waiting', 'untaken'],
    queryFn: async ({ signal }) => {
      const rows = await getAll<AwaitingRow>('/v1/over-short?by=line&awaiting=true', signal);
      // Reasons and photos are the shipment's to tell.
      return Promise.all(
        shipmentsOf(rows).map((id) => getJson<Shipment>(`/v1/shipments/${encodeURIComponent(id)}`, signal)),
      );
    },
    enabled: may('shipments:report'),
    refetchInterval: everyMs,
    retry: 1,
  });
  const shipments = (list.data ?? []).filter((shipment) => awaitingLines(shipment).length > 0);
  return (
    <Panel title={t('office/waiting/untaken')} subtitle={t('office/waiting/untakenHint')}>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && shipments.length === 0 && (
        <Notice
          icon={IconCircleCheck}
          title={t('office/waiting/empty')}
          hint={t('office/waiting/emptyHint')}
        />
      )}
      <ul className={parts['rows']}>
        {shipments.map((shipment) => (
          <li key={shipment.shipmentId}>
            <Trip shipment={shipment} />
            {awaitingLines(shipment).map((line) => (
              <UntakenLine
                key={`${line.commodity}/${line.demandId}/${line.location}/${line.lot}`}
                shipment={shipment}
                line={line}
              />
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Returned() {
  const { t } = useLanguage();
  const { may } = useMay();
  const list = useQuery({
    queryKey: ['waiting', 'returned'],
    queryFn: ({ signal }) => getAll<Shipment>('/v1/shipments?status=in_transit', signal),
    enabled: may('shipments:report'),
    refetchInterval: everyMs,
    retry: 1,
  });
  const shipments = (list.data ?? []).filter((shipment) => returnedLines(shipment).length > 0);
  if (list.isError && !list.data) return <LoadFailed error={list.error} retry={() => void list.refetch()} />;
  if (shipments.length === 0) return null;
  return (
    <Panel title={t('office/waiting/returned')} subtitle={t('office/waiting/returnedHint')}>
      <ul className={parts['rows']}>
        {shipments.map((shipment) => (
          <li key={shipment.shipmentId}>
            <Trip shipment={shipment} />
            <Restock shipment={shipment} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Trip({ shipment }: { shipment: Shipment }) {
  const names = useNames();
  return (
    <div>
      <strong>
        {names.region(shipment.origin)} → {names.region(shipment.destination)}
      </strong>
      {shipment.carrier && <span className={parts['soft']}> · {names.party(shipment.carrier)}</span>}
      <p className={parts['code']}>{shipment.shipmentId}</p>
    </div>
  );
}
