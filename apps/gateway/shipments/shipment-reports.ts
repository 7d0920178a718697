import { randomUUID } from 'node:crypto';
import { factId } from '#access';
import type { Principal } from '#access';
import { sourceOfParty } from '#contracts';
import type { Sql } from '#database';
import type { EventDoor, Outcome } from '../events/event-door.js';
import { problemOfRefusal } from '../events/refusal-problem.js';
import { httpLimits } from '../http/limits.js';
import { Problem } from '../http/problem.js';

export type ReportType =
  | 'responded'
  | 'decided'
  | 'answered'
  | 'dispatched'
  | 'located'
  | 'received'
  | 'disposed'
  | 'cancelled'
  | 'split'
  | 'merged'
  | 'stopped'
  | 'transferred'
  | 'returned'
  | 'restocked';

export interface Report {
  type: ReportType;
  shipmentId: string;
  body: { id?: string; time?: string; by?: string };
  principal: Principal;
  /** Idempotency-Key header. */
  key: string | undefined;
  traceparent: string | undefined;
}

const timesMax = 10_000;
const recentMs = 10_000;
const stateWaitMs = 1_500;
const statePollMs = 100;
const idPattern = /^[!-~]+$/;

/** Turns a report about a shipment into the CloudEvent of its party and sends it through the event door. */
export class ShipmentReports {
  // Times given to reports that named none, so that a repeat becomes the same event again.
  private readonly times = new Map<string, string>();
  private readonly lastReport = new Map<string, number>();

  constructor(
    private readonly sql: Sql,
    private readonly door: EventDoor,
  ) {}

  /** @throws Problem, e.g. SHIPMENT_UNKNOWN (404) or SHIPMENT_STATE (409, with the state) */
  async take(report: Report): Promise<{ eventId: string; status: 'accepted' | 'repeated' }> {
    const { type, shipmentId, principal, traceparent } = report;
    const eventId = eventIdOf(report);
    const { id: _, time: __, ...data } = report.body;
    const said = type === 'decided' ? { ...data, by: await this.decider(principal, data) } : data;
    const event = {
      specversion: '1.0',
      id: eventId,
      source: sourceOfParty(principal.party),
      type: `lumbung.shipment.${type}.v1`,
      time: report.body.time ?? (await this.timeOf(factId(principal.party, eventId))),
      datacontenttype: 'application/json',
      data: { shipmentId, ...plain(said) },
    };
    const outcome = await this.send(event, shipmentId, principal, traceparent);
    if (outcome.kind === 'taken') {
      remember(this.lastReport, shipmentId, Date.now());
      return { eventId, status: outcome.status };
    }
    const { refused } = outcome;
    if (refused.code === 'SHIPMENT_UNKNOWN')
      throw new Problem('SHIPMENT_UNKNOWN', { status: 404, text: refused.text });
    throw problemOfRefusal(refused);
  }

  /** Who decides is who is signed in, whatever the body says; a system names the person behind it. */
  private async decider({ actor }: Principal, data: { by?: string }): Promise<string> {
    if (actor.kind === 'key') {
      if (data.by !== undefined) return data.by;
      throw badBody('/by', 'by wajib diisi oleh sistem.', 'A system has to name who decided in by.');
    }
    const [person] = await this.sql.query<{ name: string }>('SELECT name FROM people.person WHERE id = $1', [
      actor.id,
    ]);
    if (person === undefined) throw new Problem('FORBIDDEN');
    return person.name;
  }

  private async send(
    event: { id: string },
    shipmentId: string,
    principal: Principal,
    traceparent: string | undefined,
  ): Promise<Outcome> {
    const incoming = { value: JSON.stringify(event), json: event, fault: null };
    const giveUpAt = Date.now() + stateWaitMs;
    for (;;) {
      const [outcome] = await this.door.take({
        principal,
        events: [incoming],
        traceparent,
        checkState: true,
      });
      const tooEarly = outcome!.kind === 'refused' && outcome!.refused.state !== undefined;
      // A step that we passed on a moment ago may still be on its way to the dispatcher.
      const underway = Date.now() - (this.lastReport.get(shipmentId) ?? 0) < recentMs;
      if (!tooEarly || !underway || Date.now() > giveUpAt) return outcome!;
      await new Promise((resolve) => setTimeout(resolve, statePollMs));
    }
  }

  private async timeOf(id: string): Promise<string> {
    const given = this.times.get(id);
    if (given !== undefined) return given;
    const [row] = await this.sql.query<{ occurred_at: Date }>(
      'SELECT occurred_at FROM intake.identity WHERE fact_id = $1',
      [id],
    );
    const time = (row?.occurred_at ?? new Date()).toISOString();
    remember(this.times, id, time);
    return time;
  }
}

function eventIdOf({ key, body }: Report): string {
  if (key !== undefined && (key.length > httpLimits.idempotencyKeyLengthMax || !idPattern.test(key)))
    throw badBody(
      '/Idempotency-Key',
      'Idempotency-Key harus 1–128 karakter ASCII.',
      'Idempotency-Key must be 1–128 ASCII characters.',
    );
  if (key !== undefined && body.id !== undefined && key !== body.id)
    throw badBody('/id', 'id berbeda dari Idempotency-Key.', 'id differs from Idempotency-Key.');
  return key ?? body.id ?? randomUUID();
}

function badBody(path: string, id: string, en: string): Problem {
  return new Problem('BAD_BODY', { errors: [{ path, code: 'INVALID', text: { id, en } }] });
}

// The validator leaves class instances; an event is plain JSON without unset members.
function plain(data: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > timesMax) map.delete(map.keys().next().value!);
}
