import { appendAudit, appendRegistry, loadRegistry, lockRegistry } from '#database';
import type { Database, RegistryDraft, Sql } from '#database';
import { instantOf, observeLead, type Lane, type Registry } from '#domain';
import type { Log, Ticker } from '#runtime';
import { again } from './again.js';

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Trips of so many days count. */
const tripDaysMax = 90;
const tripsMax = 1_000;

/**
 * Writes once a day into the registry what trips on each lane really took. Plans name the version of the registry
 * that they were made with, so that what was observed is one of their recorded inputs.
 */
export function observeLeadTimes(database: Database, log: Pick<Log, 'info' | 'warn'>): Ticker {
  let day = '';
  const observe = async (): Promise<void> => {
    const now = Date.now();
    const today = new Date(now).toISOString().slice(0, 10);
    if (today === day) return;
    const changed = await database.transaction((sql) => writeLeadTimes(sql, now));
    day = today;
    if (changed.length > 0) log.info({ lanes: changed }, 'lead times of lanes were observed anew');
  };
  return again(hourMs, observe, log, 'lead times will be observed later');
}

/** Answers the lanes of which something else is known than stood there; whoever comes second finds none. */
export async function writeLeadTimes(sql: Sql, now: number): Promise<string[]> {
  await lockRegistry(sql);
  const registry = await loadRegistry(sql);
  const changes = new Map<Lane, RegistryDraft>();
  for (const lane of registry.lanes) {
    const observed = observeLead(lane, await tripsOf(sql, lane, registry, now));
    // A day with one trip more is no reason to plan everything anew.
    if (observed === null || observed.observedLateHours === lane.observedLateHours) continue;
    changes.set(lane, { kind: 'lane', code: lane.id, value: { ...lane, ...observed } });
  }
  const hub = registry.hubs[0]?.code;
  if (changes.size === 0 || hub === undefined) return [];
  await appendRegistry(sql, [...changes.values()], {
    party: hub,
    reason: 'Waktu tempuh nyata · observed lead times',
  });
  for (const [lane, { value }] of changes) {
    const { observedLateHours = null, observedTrips = null } = value as Lane;
    await appendAudit(sql, {
      hub: lane.hub,
      actor: { kind: 'system', id: 'dispatcher' },
      party: null,
      action: 'lane.observed',
      subject: `lane/${lane.id}`,
      outcome: 'done',
      details: { hours: observedLateHours, trips: observedTrips, before: lane.observedLateHours ?? null },
    });
  }
  return [...changes.keys()].map(({ id }) => id);
}

/** How long the newest trips took, from the hour at which their day's trucks leave until the last line was received. */
async function tripsOf(sql: Sql, lane: Lane, { hubs }: Registry, now: number): Promise<number[]> {
  const hub = hubs.find(({ code }) => code === lane.hub);
  if (!hub) return [];
  const rows = await sql.query<{ pickupDate: string; receivedAt: Date }>(
    `SELECT to_char(pickup_date, 'YYYY-MM-DD') AS "pickupDate", max(received_at) AS "receivedAt"
     FROM dispatcher.over_short
     WHERE lane = $1 AND hub = $2 AND received_at IS NOT NULL AND pickup_date >= $3::date
     GROUP BY shipment_id, pickup_date ORDER BY pickup_date DESC, shipment_id LIMIT ${tripsMax}`,
    [lane.id, lane.hub, new Date(now - tripDaysMax * dayMs).toISOString().slice(0, 10)],
  );
  return rows
    .map(
      ({ pickupDate, receivedAt }) =>
        receivedAt.getTime() - instantOf(pickupDate, hub.pickupHour, hub.timezone),
    )
    .filter((took) => took > 0);
}
