import { changeDueAt, lastGoneDate, offerDueAt } from '#domain';
import type { Allocation, LifecycleEvent, PlanGap, Registry, Shipment, ShipmentFactLine } from '#domain';
import type { Sql } from '#database';

/** Two topics touch a lane; whoever changes it holds this lock until the transaction ends. */
export async function lockLanes(sql: Sql, lanes: Iterable<string>): Promise<void> {
  const sorted = [...new Set(lanes)].sort();
  // One order for everybody, so that no two wait for each other: an array is unnested from its first element.
  if (sorted.length > 0)
    await sql.query(`SELECT pg_advisory_xact_lock(7165003, hashtext(lane)) FROM unnest($1::text[]) AS lane`, [
      sorted,
    ]);
}

export interface Planned {
  lane: string;
  commodity: string;
  hub: string;
  planNumber: number;
  commitmentSeen: number;
  factTime: string | null;
  acceptedAt: string | null;
  allocations: Allocation[];
  /** What the plan would have otherwise of what is promised or on the road. */
  gaps?: PlanGap[] | null;
}

/** Replaces what is planned for a lane and commodity; false when a newer plan is already there. */
export async function savePlanned(sql: Sql, planned: Planned): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO dispatcher.planned AS p
       (lane, commodity, hub, plan_number, commitment_seen, fact_time, accepted_at, allocations, gaps)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (lane, commodity) DO UPDATE SET
       hub = excluded.hub, plan_number = excluded.plan_number, commitment_seen = excluded.commitment_seen,
       fact_time = excluded.fact_time, accepted_at = excluded.accepted_at, allocations = excluded.allocations,
       gaps = excluded.gaps
     WHERE p.plan_number < excluded.plan_number
     RETURNING 1`,
    [
      planned.lane,
      planned.commodity,
      planned.hub,
      planned.planNumber,
      planned.commitmentSeen,
      planned.factTime,
      planned.acceptedAt,
      JSON.stringify(planned.allocations),
      planned.gaps?.length ? JSON.stringify(planned.gaps) : null,
    ],
  );
  return rows.length === 1;
}

export async function loadPlanned(sql: Sql, lane: string): Promise<Planned[]> {
  const rows = await sql.query<Planned & { planNumber: string; commitmentSeen: string }>(
    `SELECT lane, commodity, hub, plan_number AS "planNumber", commitment_seen AS "commitmentSeen",
            fact_time AS "factTime", accepted_at AS "acceptedAt", allocations, gaps
     FROM dispatcher.planned WHERE lane = $1 ORDER BY commodity`,
    [lane],
  );
  return rows.map((row) => ({
    ...row,
    planNumber: Number(row.planNumber),
    commitmentSeen: Number(row.commitmentSeen),
  }));
}

export interface CommitmentRow {
  commodity: string;
  pickupDate: string;
  lines: ShipmentFactLine[];
}

/**
 * Promises in force that the present plans of a lane have not seen. A shipment that was changed is promised anew: of
 * it counts what the plan does not know of yet.
 */
export async function loadUnseenCommitments(sql: Sql, lane: string): Promise<CommitmentRow[]> {
  const rows = await sql.query<CommitmentRow & { shipmentId: string; kind: string; seen: boolean }>(
    `WITH unseen AS (
       SELECT DISTINCT c.commodity, c.shipment_id, coalesce(p.commitment_seen, 0) AS seen
       FROM dispatcher.commitment c LEFT JOIN dispatcher.planned p ON p.lane = c.lane AND p.commodity = c.commodity
       WHERE c.lane = $1 AND c.number > coalesce(p.commitment_seen, 0))
     SELECT DISTINCT ON (c.commodity, c.shipment_id, c.number <= u.seen)
            c.commodity, c.shipment_id AS "shipmentId", c.kind, c.lines, c.number <= u.seen AS seen,
            to_char(s.pickup_date, 'YYYY-MM-DD') AS "pickupDate"
     FROM unseen u
     JOIN dispatcher.commitment c ON c.shipment_id = u.shipment_id AND c.commodity = u.commodity
      AND c.kind <> 'arrived'
     JOIN dispatcher.shipment s ON s.shipment_id = c.shipment_id AND s.status NOT IN ('cancelled', 'expired')
     ORDER BY c.commodity, c.shipment_id, c.number <= u.seen, c.number DESC`,
    [lane],
  );
  const known = new Map(
    rows.filter(({ seen }) => seen).map((row) => [`${row.commodity}\n${row.shipmentId}`, row]),
  );
  return rows
    .filter(({ seen, kind }) => !seen && kind !== 'released')
    .map(({ commodity, shipmentId, pickupDate, lines }) => {
      const before = known.get(`${commodity}\n${shipmentId}`);
      const seen = before === undefined || before.kind === 'released' ? [] : before.lines;
      return { commodity, pickupDate, lines: linesBeyond(lines, seen) };
    })
    .filter(({ lines }) => lines.length > 0);
}

function linesBeyond(lines: ShipmentFactLine[], seen: ShipmentFactLine[]): ShipmentFactLine[] {
  const left = new Map<string, number>();
  for (const { lotId, demandId, quantity } of seen)
    left.set(`${lotId}\n${demandId}`, (left.get(`${lotId}\n${demandId}`) ?? 0) + quantity);
  return lines.flatMap((line) => {
    const key = `${line.lotId}\n${line.demandId}`;
    const known = Math.min(line.quantity, left.get(key) ?? 0);
    left.set(key, (left.get(key) ?? 0) - known);
    return line.quantity > known ? [{ ...line, quantity: line.quantity - known }] : [];
  });
}

/** Numbers a promise (or its end) on from the last of its lane and commodity. */
export async function insertCommitment(
  sql: Sql,
  commitment: {
    lane: string;
    commodity: string;
    shipmentId: string;
    kind: string;
    lines: ShipmentFactLine[];
    at: number;
  },
): Promise<number> {
  const [row] = await sql.query<{ number: string }>(
    `INSERT INTO dispatcher.commitment (lane, commodity, number, shipment_id, kind, lines, at)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6
     FROM dispatcher.commitment WHERE lane = $1 AND commodity = $2
     RETURNING number`,
    [
      commitment.lane,
      commitment.commodity,
      commitment.shipmentId,
      commitment.kind,
      JSON.stringify(commitment.lines),
      new Date(commitment.at).toISOString(),
    ],
  );
  return Number(row!.number);
}

/** Shipments of a lane that still matter to its plan: everything not yet ended, and what ended in the horizon. */
export async function loadLaneShipments(sql: Sql, lane: string): Promise<Shipment[]> {
  const rows = await sql.query<{ shipment: Shipment }>(
    `SELECT shipment FROM dispatcher.shipment
     WHERE lane = $1 AND (status NOT IN ('closed', 'withdrawn', 'cancelled', 'expired')
                          OR pickup_date >= current_date - 2)
     ORDER BY shipment_id COLLATE "C"`,
    [lane],
  );
  return rows.map((row) => row.shipment);
}

export async function loadShipment(sql: Sql, shipmentId: string): Promise<Shipment | null> {
  const [row] = await sql.query<{ shipment: Shipment }>(
    `SELECT shipment FROM dispatcher.shipment WHERE shipment_id = $1 FOR UPDATE`,
    [shipmentId],
  );
  return row?.shipment ?? null;
}

/** A state of a shipment and the event that announces it. */
export interface ShipmentState {
  shipment: Shipment;
  event: object;
}

/** Writes every state down, and of each shipment the last as its present one. */
export async function saveShipments(
  sql: Sql,
  states: readonly ShipmentState[],
  now: number,
  hubs: Registry['hubs'],
): Promise<void> {
  if (states.length === 0) return;
  const at = new Date(now).toISOString();
  const shipments = states.map(({ shipment }) => shipment);
  await sql.query(
    `INSERT INTO dispatcher.shipment_revision (shipment_id, sequence, at, shipment)
     SELECT shipment_id, sequence, $3::timestamptz, shipment
     FROM unnest($1::text[], $2::bigint[], $4::jsonb[]) AS s (shipment_id, sequence, shipment)`,
    [
      shipments.map(({ shipmentId }) => shipmentId),
      shipments.map(({ revision }) => revision),
      at,
      shipments.map((shipment) => JSON.stringify(shipment)),
    ],
  );
  const present = [...new Map(states.map((state) => [state.shipment.shipmentId, state])).values()];
  await savePresent(sql, present, at, hubs);
}

async function savePresent(
  sql: Sql,
  states: readonly ShipmentState[],
  at: string,
  hubs: Registry['hubs'],
): Promise<void> {
  const column = (of: (shipment: Shipment) => string | number | null) =>
    states.map(({ shipment }) => of(shipment));
  await sql.query(
    `INSERT INTO dispatcher.shipment
       (shipment_id, lane, hub, origin, destination, status, pickup_date, carrier, sequence, updated_at,
        shipment, event, due_at)
     SELECT shipment_id, lane, hub, origin, destination, status, pickup_date, carrier, sequence, $1::timestamptz,
            shipment, event, due_at
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::text[],
                 $10::bigint[], $11::jsonb[], $12::jsonb[], $13::timestamptz[])
       AS s (shipment_id, lane, hub, origin, destination, status, pickup_date, carrier, sequence, shipment, event,
             due_at)
     ON CONFLICT (shipment_id) DO UPDATE SET
       status = excluded.status, carrier = excluded.carrier, sequence = excluded.sequence,
       updated_at = excluded.updated_at, shipment = excluded.shipment, event = excluded.event,
       due_at = excluded.due_at, pickup_date = excluded.pickup_date`,
    [
      at,
      column(({ shipmentId }) => shipmentId),
      column(({ lane }) => lane),
      column(({ hub }) => hub),
      column(({ origin }) => origin),
      column(({ destination }) => destination),
      column(({ status }) => status),
      column(({ pickupDate }) => pickupDate),
      column(({ carrier }) => carrier),
      column(({ revision }) => revision),
      column((shipment) => JSON.stringify(shipment)),
      states.map(({ event }) => JSON.stringify(event)),
      column((shipment) => {
        const hub = hubs.find(({ code }) => code === shipment.hub);
        const due = offerDueAt(shipment) ?? changeDueAt(shipment, hub?.changePauseMinutes);
        return due === null ? null : new Date(due).toISOString();
      }),
    ],
  );
}

/** What was due by `now` has been looked at: what it made due later is written with its state. */
export async function clearDue(sql: Sql, lane: string, now: number): Promise<void> {
  await sql.query('UPDATE dispatcher.shipment SET due_at = NULL WHERE lane = $1 AND due_at < $2', [
    lane,
    new Date(now).toISOString(),
  ]);
}

/**
 * Lanes on which time has changed what is offered by `now`, or on which something was accepted and has never left;
 * `everything`: all on which something may be offered.
 */
export async function lanesDue(
  sql: Sql,
  now: number,
  everything: boolean,
  hubs: Registry['hubs'] = [],
): Promise<string[]> {
  const rows = await sql.query<{ lane: string }>(
    everything
      ? `SELECT DISTINCT lane FROM dispatcher.shipment WHERE status IN ('recommended', 'offered') ORDER BY lane`
      : `SELECT lane FROM dispatcher.shipment WHERE due_at < $1
         UNION SELECT s.lane FROM dispatcher.shipment s JOIN unnest($2::text[], $3::date[]) AS h (hub, last) USING (hub)
           WHERE s.status = 'accepted' AND s.pickup_date <= h.last
         ORDER BY lane`,
    everything
      ? []
      : [
          new Date(now).toISOString(),
          hubs.map(({ code }) => code),
          hubs.map((hub) => lastGoneDate(hub, now)),
        ],
  );
  return rows.map(({ lane }) => lane);
}

/** Writes down an event of a shipment's life; false when it was there already. */
export async function insertLifecycle(sql: Sql, event: LifecycleEvent): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO dispatcher.lifecycle (fact_id, shipment_id, type, at, outcome, event)
     VALUES ($1, $2, $3, $4, 'pending', $5) ON CONFLICT DO NOTHING RETURNING 1`,
    [event.id, event.shipmentId, event.type, new Date(event.time).toISOString(), JSON.stringify(event)],
  );
  return rows.length === 1;
}

export async function setOutcome(sql: Sql, factId: string, outcome: string): Promise<void> {
  await sql.query(`UPDATE dispatcher.lifecycle SET outcome = $2 WHERE fact_id = $1`, [factId, outcome]);
}

/** Parties that declared the demands of some shipments, by demand. */
export async function loadDemandOwners(sql: Sql, demandIds: string[]): Promise<Map<string, string>> {
  if (demandIds.length === 0) return new Map();
  const rows = await sql.query<{ demand_id: string; party: string }>(
    `SELECT demand_id, party FROM intake.demand WHERE demand_id = ANY($1)`,
    [demandIds],
  );
  return new Map(rows.map((row) => [row.demand_id, row.party]));
}
