import { partyOfSource, type InboundEvent } from '#contracts';
import type { Sql } from '#database';
import type { DemandView, Fact, LifecycleEvent, Shipment, ShipmentView, TargetView } from '#domain';
import { factId } from './identity.js';

/** Somebody else to ask about what no table has yet. */
export interface Recent {
  demand(demandId: string): DemandView | null;
  target(factId: string): TargetView | null;
}

interface KnownShipment {
  whole: Shipment;
  view: ShipmentView;
}

/** What events refer to: read once for all events of a batch, then kept in step as they are accepted. */
export class References {
  private constructor(
    private readonly shipments: Map<string, KnownShipment>,
    private readonly targets: Map<string, TargetView>,
    private readonly demands: Map<string, DemandView>,
    private readonly recent: Recent | null,
  ) {}

  static async load(
    sql: Sql,
    events: readonly { party: string; event: InboundEvent }[],
    recent: Recent | null = null,
  ): Promise<References> {
    const ids = referenced(events);
    const [shipments, targets, demands] = await Promise.all([
      loadShipments(sql, ids.shipments),
      loadTargets(sql, ids.targets),
      loadDemands(sql, ids.demands),
    ]);
    return new References(shipments, targets, demands, recent);
  }

  readonly shipment = (shipmentId: string): ShipmentView | null =>
    this.shipments.get(shipmentId)?.view ?? null;
  readonly demand = (demandId: string): DemandView | null =>
    this.demands.get(demandId) ?? this.recent?.demand(demandId) ?? null;
  readonly target = (party: string, eventId: string): TargetView | null => {
    const id = factId(party, eventId);
    return this.targets.get(id) ?? this.recent?.target(id) ?? null;
  };

  /** The shipment itself, with its journey: what `step` works on. */
  wholeShipment(shipmentId: string): Shipment | null {
    return this.shipments.get(shipmentId)?.whole ?? null;
  }

  /** What an accepted event declares can be referred to by the next one. */
  accept(fact: Fact | LifecycleEvent): void {
    if (!('commodity' in fact)) return;
    const { hub, commodity, source } = fact;
    this.targets.set(fact.id, { factId: fact.id, hub, commodity, source });
    if (fact.type === 'demand.declared' && !this.demands.has(fact.demandId))
      this.demands.set(fact.demandId, { hub, commodity, source });
  }
}

function referenced(events: readonly { party: string; event: InboundEvent }[]) {
  const shipments = new Set<string>();
  const targets = new Set<string>();
  const demands = new Set<string>();
  for (const { party, event } of events) {
    const data = event.data as {
      shipmentId?: string;
      demandId?: string;
      corrects?: { source?: string; id: string };
      confirms?: { source: string; id: string };
    };
    if (data.shipmentId !== undefined) shipments.add(data.shipmentId);
    if (data.demandId !== undefined) demands.add(data.demandId);
    const target = data.corrects ?? data.confirms;
    const source = target?.source ?? party;
    if (target) targets.add(factId(partyOfSource(source) ?? source, target.id));
  }
  return { shipments: [...shipments], targets: [...targets], demands: [...demands] };
}

async function loadShipments(sql: Sql, ids: string[]): Promise<Map<string, KnownShipment>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ shipment: Shipment; parties: string[] }>(
    `SELECT s.shipment, array(
       SELECT DISTINCT d.party FROM jsonb_array_elements(s.shipment->'lines') AS line
       JOIN intake.demand d ON d.demand_id = line->>'demandId') AS parties
     FROM dispatcher.shipment s WHERE s.shipment_id = ANY($1)`,
    [ids],
  );
  return new Map(
    rows.map(({ shipment, parties }) => {
      const { shipmentId, status, hub, lane, destination, carrier, offering } = shipment;
      const offeredTo = offering?.offers.map((offer) => offer.carrier) ?? [];
      const view = {
        offeredTo,
        status,
        hub,
        lane,
        destination,
        carrier: carrier ?? null,
        demandParties: parties,
      };
      return [shipmentId, { whole: shipment, view }];
    }),
  );
}

async function loadTargets(sql: Sql, ids: string[]): Promise<Map<string, TargetView>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<TargetView>(
    `SELECT fact_id AS "factId", hub, commodity, party AS source FROM intake.identity
     WHERE fact_id = ANY($1::uuid[]) AND commodity IS NOT NULL`,
    [ids],
  );
  return new Map(rows.map((row) => [row.factId, row]));
}

async function loadDemands(sql: Sql, ids: string[]): Promise<Map<string, DemandView>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<DemandView & { id: string }>(
    `SELECT demand_id AS id, hub, commodity, party AS source FROM intake.demand WHERE demand_id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...view }) => [id, view]));
}
