import { createHash, randomUUID } from 'node:crypto';
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
    for (const event of read) {
      try {
        await this.take(by, captureId, event, traceparent);
      } catch (error) {
        // What is not about this event is not its fault: the sender tries again, and repeats have no effect.
        if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error;
        const { code, title, status, text } = error.body();
        refused.push(error);
        errors.push({ eventID: event.eventID, type: `epcisException:${title}`, code, title, status, text });
      }
    }
    const deed = {
      action: 'epcis.captured',
      subject: `capture/${captureId}`,
      details: { events: read.length, errors: errors.length },
    };
    return this.audited.run(by, deed, async (sql) => {
      const [answer] = await sql.query<CaptureRow>(
        `INSERT INTO epcis.capture (capture_id, party, received_at, finished_at, events, errors)
         VALUES ($1, $2, $3, clock_timestamp(), $4, $5) RETURNING *`,
        [captureId, by.party, received.toISOString(), read.length, JSON.stringify(errors)],
      );
      return { answer: { row: answer!, refused } };
    });
  }

  private async take(
    by: Principal,
    captureId: string,
    event: EpcisEvent,
    traceparent?: string,
  ): Promise<void> {
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    const declared = event.errorDeclaration?.declarationTime ?? '';
    const kept = await sameAs(sql, by.party, event, declared);
    if (kept === 'other') throw new Problem('EPCIS_ID_REUSED');
    if (kept === 'same') return;
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
    const values = [by.party, event.eventID, declared, captureId, named, event.eventTime, passedAs];
    await this.database.scoped(tenancyOf(by, this.registry.index), (own) =>
      own.query(
        `INSERT INTO epcis.event (party, event_id, declared, capture_id, shipment_id, event_time, recorded_at,
           passed_as, body)
         VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7, $8) ON CONFLICT DO NOTHING`,
        [...values, JSON.stringify(event)],
      ),
    );
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

async function sameAs(sql: Sql, party: string, event: EpcisEvent, declared: string) {
  const [row] = await sql.query<{ same: boolean }>(
    `SELECT body = $4::jsonb AS same FROM epcis.event WHERE party = $1 AND event_id = $2 AND declared = $3`,
    [party, event.eventID, declared, JSON.stringify(event)],
  );
  return row === undefined ? 'new' : row.same ? 'same' : 'other';
}
