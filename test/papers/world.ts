import type { Database } from '#database';
import type { Shipment } from '#domain';

export const shipmentId = '35.72-31-road.2026-11-24.ambient.1';
export const carrier = 'koperasi-angkutan-blitar';

/** A shipment of eggs and more on its way to Jakarta, as the dispatcher would have left it. */
export function shipmentOf(more: Partial<Shipment> = {}): Shipment {
  return {
    shipmentId,
    revision: 3,
    status: 'accepted',
    hub: 'btc',
    lane: '35.72-31-road',
    origin: '35.72',
    destination: '31',
    pickupDate: '2026-11-24',
    arrivalBy: '2026-11-26',
    temperatureClass: 'ambient',
    carrier,
    vehicles: [{ code: 'CDD', count: 1 }],
    lines: [
      {
        commodity: 'egg.chicken',
        lot: 'lot-2411-a',
        location: 'kandang-ponggok',
        demandId: 'food-station-telur-2026-w48',
        quantity: 4_000_000,
        unit: 'g',
      },
    ],
    planVersion: 'btc:egg.chicken:118',
    reasons: [],
    journey: { steps: [], declines: [], vehicle: 'AG-8123-UK' },
    ...more,
  };
}

/** Puts a state of a shipment where the dispatcher keeps it. */
export async function keep(database: Database, shipment: Shipment, at = new Date()): Promise<void> {
  const { hub, lane, origin, destination, status, pickupDate, revision } = shipment;
  await database.query(
    `INSERT INTO dispatcher.shipment (shipment_id, lane, hub, origin, destination, status, pickup_date, carrier,
       sequence, updated_at, shipment, event)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (shipment_id) DO UPDATE SET status = excluded.status, carrier = excluded.carrier,
       sequence = excluded.sequence, updated_at = excluded.updated_at, shipment = excluded.shipment, event = excluded.event`,
    [
      ...[
        shipment.shipmentId,
        lane,
        hub,
        origin,
        destination,
        status,
        pickupDate,
        shipment.carrier,
        revision,
      ],
      ...[at.toISOString(), JSON.stringify(shipment), JSON.stringify({ data: shipment })],
    ],
  );
  await database.query(
    `INSERT INTO dispatcher.shipment_revision (shipment_id, sequence, at, shipment) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [shipment.shipmentId, revision, at.toISOString(), JSON.stringify(shipment)],
  );
}

export async function keepStock(database: Database, lotId: string, bestBefore: string): Promise<void> {
  await database.query(
    `INSERT INTO reconciler.stock (hub, commodity, lot_id, region, location, plan_number, line)
     VALUES ('btc', 'egg.chicken', $1, '35.05', 'kandang-ponggok', 1, $2)`,
    [lotId, JSON.stringify({ bestBefore })],
  );
}
