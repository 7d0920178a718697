import type { DemandView, Fact, LifecycleEvent, Shipment, ShipmentView, TargetView } from '#domain';
import { factId } from '#access';
import { partyOfSource, type InboundEvent } from '#contracts';
import type { Sql } from '#database';

/** What a batch's events refer to: read once for all of them, then kept in step as they are accepted. */
export class Lookups {
  private readonly shipments = new Map<string, ShipmentView>();
  private readonly targets = new Map<string, TargetView>();
  private readonly demands = new Map<string, DemandView>();

  static async load(sql: Sql, events: { party: string; event: InboundEvent }[]): Promise<Lookups> {
    const lookups = new Lookups();
    const wanted = references(events);
    await Promise.all([
      wanted.shipments.length > 0 && lookups.loadShipments(sql, wanted.shipments),
      wanted.targets.length > 0 && lookups.loadTargets(sql, wanted.targets),
      wanted.demands.length > 0 && lookups.loadDemands(sql, wanted.demands),
    ]);
    return lookups;
  }

  readonly shipment = (shipmentId: string): ShipmentView | null => this.shipments.get(shipmentId) ?? null;
  readonly target = (party: string, eventId: string): TargetView | null =>
    this.targets.get(factId(party, eventId)) ?? null;
  readonly demand = (demandId: string): DemandView | null => this.demands.get(demandId) ?? null;

  /** A fact of this batch can be referred to by the next event of the same batch. */
  accept(fact: Fact | LifecycleEvent): void {
    if (!('commodity' in fact)) return;
    const { hub, commodity, source } = fact;
    this.targets.set(fact.id, { factId: fact.id, hub, commodity, source });
    if (fact.type === 'demand.declared' && !this.demands.has(fact.demandId))
      this.demands.set(fact.demandId, { hub, commodity, source });
  }

  private async loadShipments(sql: Sql, ids: string[]): Promise<void> {
    const rows = await sql.query<{ shipment: Shipment; parties: string[] }>(
      `SELECT s.shipment, array(
         SELECT DISTINCT d.party FROM jsonb_array_elements(s.shipment->'lines') AS line
         JOIN intake.demand d ON d.demand_id = line->>'demandId') AS parties
       FROM dispatcher.shipment s WHERE s.shipment_id = ANY($1)`,
      [ids],
    );
    for (const { shipment, parties } of rows) {
      const { shipmentId, status, hub, lane, destination, carrier } = shipment;
      this.shipments.set(shipmentId, { status, hub, lane, destination, carrier, demandParties: parties });
    }
  }

  private async loadTargets(sql: Sql, ids: string[]): Promise<void> {
    const rows = await sql.query<TargetView>(
      `SELECT fact_id AS "factId", hub, commodity, party AS source FROM intake.identity
       WHERE fact_id = ANY($1::uuid[]) AND commodity IS NOT NULL`,
      [ids],
    );
    for (const row of rows) this.targets.set(row.factId, row);
  }

  private async loadDemands(sql: Sql, ids: string[]): Promise<void> {
    const rows = await sql.query<DemandView & { demandId: string }>(
      `SELECT demand_id AS "demandId", hub, commodity, party AS source FROM intake.demand WHERE demand_id = ANY($1)`,
      [ids],
    );
    for (const { demandId, ...view } of rows) this.demands.set(demandId, view);
  }
}

function references(events: { party: string; event: InboundEvent }[]) {
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
