import type { Principal, RegistryCache } from '#access';
import type { Database } from '#database';
import type { Shipment } from '#domain';
import { decodePageCursor, encodePageCursor } from '../queries/paging.js';
import { Problem } from '../http/problem.js';
import { tenancyOf } from '../scope/tenancy.js';
import type { EpcisEvent } from './epcis-event.js';
import type { EventQuery } from './event-query.js';
import { eventsOf } from './shipment-events.js';

const list = 'epcis';
const batchRows = 500;
/** What one question looks through; what is behind that, its next page has. */
const batchesMax = 20;
const allOfIt = 9_999;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface Row {
  position: [at: string, kind: string, id: string, part: string];
  at: Date;
  shipment: Shipment | null;
  before: Shipment | null;
  body: EpcisEvent | null;
  party: string | null;
  shipment_id: string | null;
}

// Steps of lives and what others captured, in the order in which they were written down.
const stream = `SELECT ARRAY[at::text, kind, id, part] AS position, e.* FROM (
  SELECT r.at, 'r' AS kind, r.shipment_id AS id, lpad(r.sequence::text, 12, '0') AS part, r.shipment_id,
    r.shipment, b.shipment AS before, NULL::jsonb AS body, NULL::text AS party
  FROM dispatcher.shipment_revision r LEFT JOIN LATERAL (
    SELECT p.shipment FROM dispatcher.shipment_revision p
    WHERE p.shipment_id = r.shipment_id AND p.sequence < r.sequence ORDER BY p.sequence DESC LIMIT 1) b ON true
  WHERE r.shipment->>'status' IN ('accepted', 'cancelled', 'expired', 'dispatched', 'in_transit', 'received')
    AND r.at >= $1::timestamptz AND ($2::timestamptz IS NULL OR r.at < $2) AND ($3::text[] IS NULL OR r.shipment_id = ANY($3))
    AND (r.at, 'r', r.shipment_id, lpad(r.sequence::text, 12, '0')) >= ($4::timestamptz, $5, $6, $7)
  UNION ALL
  SELECT c.recorded_at, 'c', c.event_id, c.party || ' ' || c.declared, c.shipment_id, NULL, NULL, c.body, c.party
  FROM epcis.event c
  WHERE c.recorded_at >= $1::timestamptz AND ($2::timestamptz IS NULL OR c.recorded_at < $2)
    AND ($3::text[] IS NULL OR c.shipment_id = ANY($3))
    AND (c.recorded_at, 'c', c.event_id, c.party || ' ' || c.declared) >= ($4::timestamptz, $5, $6, $7)
) e ORDER BY at, kind, id, part LIMIT ${batchRows}`;

const beginning = ['1970-01-01T00:00:00Z', '', '', ''];

/** Events that a party may see: of its shipments' lives, its own captures, and those about its shipments. */
export class EventStore {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
  ) {}

  /** A page in the order of record times; `next` is null at the end. A page may hold fewer than was asked for. */
  async read(by: Principal, query: EventQuery): Promise<{ events: EpcisEvent[]; next: string | null }> {
    const { perPage, token, recordedFrom, recordedBefore, shipments, fits } = query;
    // The fifth: how many events of the row at that position the page before had.
    const [given, taken] = token === undefined ? [beginning, 0] : positionOf(token);
    let position = given;
    // Each question begins with the row where the one before ended.
    let skipped = taken;
    const events: EpcisEvent[] = [];
    for (let n = 0; n < batchesMax; n++) {
      const rows = await this.database.query<Row>(stream, [
        (recordedFrom ?? new Date(0)).toISOString(),
        recordedBefore?.toISOString() ?? null,
        shipments,
        ...position,
      ]);
      const seen = await this.seenBy(by, rows);
      const begun = position.join('\n');
      for (const row of rows) {
        const mine = seen(row) ? await this.of(row) : [];
        const had = row.position.join('\n') === begun ? skipped : 0;
        for (const [at, event] of mine.entries()) {
          if (at < had || !fits(event)) continue;
          if (events.length === perPage) return { events, next: tokenOf(row.position, at) };
          events.push(event);
        }
        position = row.position;
      }
      if (rows.length < batchRows) return { events, next: null };
      skipped = allOfIt;
    }
    return { events, next: tokenOf(position, allOfIt) };
  }

  private async seenBy(by: Principal, rows: readonly Row[]): Promise<(row: Row) => boolean> {
    const tenancy = tenancyOf(by, this.registry.index);
    const ids = [...new Set(rows.flatMap(({ shipment_id }) => shipment_id ?? []))];
    const seen = await this.database
      .within(tenancy)
      .query<{ shipment_id: string }>(
        'SELECT shipment_id FROM dispatcher.shipment WHERE shipment_id = ANY($1)',
        [ids],
      );
    const shipments = new Set(seen.map(({ shipment_id }) => shipment_id));
    const own = new Set([by.party, ...(tenancy.managed ?? [])]);
    return ({ shipment_id, party }) =>
      (shipment_id !== null && shipments.has(shipment_id)) || (party !== null && own.has(party));
  }

  private async of({ at, shipment, before, body }: Row): Promise<EpcisEvent[]> {
    if (body !== null) return [{ ...body, recordTime: at.toISOString() }];
    const offsetMinutes = this.offsetAt(shipment!.hub, at);
    const revision = { shipment: shipment!, before, recordedAt: at, offsetMinutes };
    if (eventsOf({ ...revision, happenedAt: at }).length === 0) return [];
    return eventsOf({ ...revision, happenedAt: await this.happened(shipment!, at) });
  }

  /** A step that somebody told has a time of its own. */
  private async happened({ journey }: Shipment, at: Date): Promise<Date> {
    const step = journey?.steps.at(-1);
    if (step === undefined || !uuid.test(step)) return at;
    const [row] = await this.database.query<{ at: Date }>(
      'SELECT at FROM dispatcher.lifecycle WHERE fact_id = $1',
      [step],
    );
    return row?.at ?? at;
  }

  private offsetAt(hub: string, at: Date): number {
    const zone = this.registry.registry.hubs.find(({ code }) => code === hub)?.timezone ?? 'Asia/Jakarta';
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
      at,
    );
    const [, sign, hours, minutes] =
      /([+-])(\d{2}):(\d{2})/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
    return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
}

function tokenOf(position: readonly string[], taken: number): string {
  return encodePageCursor(list, [...position, String(taken)]);
}

function positionOf(token: string): [string[], number] {
  const [at, kind, id, part, taken] = decodePageCursor(list, token, 5);
  const isTime = !Number.isNaN(Date.parse(at!.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));
  if (!isTime || !/^\d{1,16}$/.test(taken!)) throw new Problem('BAD_CURSOR');
  return [[at!, kind!, id!, part!], Number(taken)];
}
