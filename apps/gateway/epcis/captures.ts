import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Principal, RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import type { Shipment } from '#domain';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { tenancyOf } from '../scope/tenancy.js';
import type { ShipmentReports } from '../shipments/shipment-reports.js';
import type { CaptureFault } from './capture-form.js';
import type { EpcisEvent } from './epcis-event.js';
import { partsOf } from './identifiers.js';
import { shipmentNamed, toldBy } from './inbound-of.js';

interface CaptureError extends Record<string, unknown> {
  eventID: string;
  code: string;
  title: string;
}

interface CaptureRow {
  capture_id: string;
  received_at: Date;
  finished_at: Date;
  events: number;
  errors: CaptureError[];
}

/** An event that was judged good, with what it is about and what it was passed on as. */
interface Taken {
  event: EpcisEvent;
  declared: string;
  named: string | null;
  passedAs: string | null;
}

/** EPCIS events of others: kept as they are, and passed on as ours where they say what a shipment waits for. */
export class Captures {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
    private readonly reports: ShipmentReports,
  ) {}

  /** Each event for itself, in the order of the list; one that is refused is not kept, and the answer says why. */
  async capture(
    by: Principal,
    read: EpcisEvent[] | CaptureFault,
    traceparent?: string,
  ): Promise<{ row: CaptureRow; refused: Problem[] }> {
    if (!Array.isArray(read)) throw new Problem('EPCIS_NOT_VALID', { extensions: { fault: read } });
    const captureId = randomUUID();
    const received = new Date();
    const errors: CaptureError[] = [];
    const refused: Problem[] = [];
    const refuse = (event: EpcisEvent, problem: Problem): void => {
      const { code, title, status, text } = problem.body();
      refused.push(problem);
      errors.push({ eventID: event.eventID, type: `epcisException:${title}`, code, title, status, text });
    };
    const taken: Taken[] = [];
    for (const event of read) {
      try {
        const its = await this.take(by, event, taken, traceparent);
        if (its !== null) taken.push(its);
      } catch (error) {
        // What is not about this event is not its fault: the sender tries again, and repeats have no effect.
        if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error;
        refuse(event, error);
      }
    }
    const deed = { action: 'epcis.captured', subject: `capture/${captureId}`, details: {} };
    // Events are kept with the row that says who captured them, or not at all.
    return this.audited.run(by, deed, async (sql) => {
      for (const its of taken)
        if (!(await keep(sql, by.party, captureId, its))) refuse(its.event, new Problem('EPCIS_ID_REUSED'));
      const [answer] = await sql.query<CaptureRow>(
        `INSERT INTO epcis.capture (capture_id, party, received_at, finished_at, events, errors)
         VALUES ($1, $2, $3, clock_timestamp(), $4, $5) RETURNING *`,
        [captureId, by.party, received.toISOString(), read.length, JSON.stringify(errors)],
      );
      const details = { events: read.length, errors: errors.length };
      return { answer: { row: answer!, refused }, deed: { details } };
    });
  }

  /** Judges an event and passes it on; null: it is kept already, or in the same document before. */
  private async take(
    by: Principal,
    event: EpcisEvent,
    before: readonly Taken[],
    traceparent?: string,
  ): Promise<Taken | null> {
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    const declared = event.errorDeclaration?.declarationTime ?? '';
    const beside = before.find((its) => its.event.eventID === event.eventID && its.declared === declared);
    const kept =
      beside === undefined
        ? await sameAs(sql, by.party, event, declared)
        : isDeepStrictEqual(beside.event, event)
          ? 'same'
          : 'other';
    if (kept === 'other') throw new Problem('EPCIS_ID_REUSED');
    if (kept === 'same') return null;
    const named = shipmentNamed(event) ?? partsOf(event.eventID, 'epcis')?.[0] ?? null;
    const [row] =
      named === null
        ? []
        : await sql.query<{ shipment: Shipment }>(
            'SELECT shipment FROM dispatcher.shipment WHERE shipment_id = $1',
            [named],
          );
    if (named !== null && !row) throw new Problem('SHIPMENT_UNKNOWN', { status: 404 });
    const passedAs = row
      ? await this.pass(by, event, { ...row.shipment, shipmentId: named! }, traceparent)
      : null;
    return { event, declared, named, passedAs };
  }

  /** @returns id of our own event; null: it says nothing that the shipment waits for */
  private async pass(by: Principal, event: EpcisEvent, shipment: Shipment, traceparent?: string) {
    const told = toldBy(event, shipment);
    if (told === null) return null;
    if (typeof told === 'string') throw new Problem('EPCIS_NOT_VALID', { extensions: { fault: told } });
    const { type, ...data } = told;
    // An id of its own: a repeat becomes the same event again, and the door knows it.
    const id = `epcis-${createHash('sha256').update(event.eventID).digest('hex').slice(0, 40)}`;
    const body = { id, time: event.eventTime, ...data };
    await this.reports.take({
      ...{ type, shipmentId: shipment.shipmentId, body, principal: by, key: undefined, traceparent },
    });
    return id;
  }

  /** @throws Problem NOT_FOUND */
  async job(by: Principal, captureId: string): Promise<object> {
    const [row] = await this.database
      .within(tenancyOf(by, this.registry.index))
      .query<CaptureRow>('SELECT * FROM epcis.capture WHERE capture_id = $1', [captureId]);
    if (!row) throw new Problem('NOT_FOUND');
    return shownJob(row);
  }
}

export function shownJob({ capture_id: captureID, received_at, finished_at, errors }: CaptureRow): object {
  return {
    captureID,
    createdAt: received_at.toISOString(),
    finishedAt: finished_at.toISOString(),
    running: false,
    success: errors.length === 0,
    captureErrorBehaviour: 'proceed',
    errors,
  };
}

/** False: somebody used its id for another event meanwhile. */
async function keep(
  sql: Sql,
  party: string,
  captureId: string,
  { event, declared, named, passedAs }: Taken,
): Promise<boolean> {
  const values = [party, event.eventID, declared, captureId, named, event.eventTime, passedAs];
  const rows = await sql.query(
    `INSERT INTO epcis.event (party, event_id, declared, capture_id, shipment_id, event_time, recorded_at,
       passed_as, body)
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7, $8) ON CONFLICT DO NOTHING RETURNING 1`,
    [...values, JSON.stringify(event)],
  );
  return rows.length > 0 || (await sameAs(sql, party, event, declared)) === 'same';
}

async function sameAs(sql: Sql, party: string, event: EpcisEvent, declared: string) {
  const [row] = await sql.query<{ same: boolean }>(
    `SELECT body = $4::jsonb AS same FROM epcis.event WHERE party = $1 AND event_id = $2 AND declared = $3`,
    [party, event.eventID, declared, JSON.stringify(event)],
  );
  return row === undefined ? 'new' : row.same ? 'same' : 'other';
}
