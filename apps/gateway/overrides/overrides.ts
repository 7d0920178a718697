import { randomUUID } from 'node:crypto';
import { factId } from '#access';
import type { Principal, RegistryCache } from '#access';
import { sourceOfParty } from '#contracts';
import type { Sql } from '#database';
import type { PlanOverridden, PlanReleased } from '#domain';
import type { EventDoor } from '../events/event-door.js';
import { problemOfRefusal } from '../events/refusal-problem.js';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { historyAt } from '../queries/history.js';
import type { Scope } from '../scope/scope.js';
import type { OverrideRequest, OverridesQuery, ReleaseRequest } from './overrides.dto.js';

/** In force for one hub and commodity: more than a person can keep in mind. */
const activeMax = 200;
const factsMax = 2_000;
const idsMax = 50;

interface FactRow {
  fact: PlanOverridden | PlanReleased;
  name: string | null;
}

/** What a reader may know: everything of a hub, what is behind a reason, and who asked and why. */
export interface Reader {
  scope: Scope;
  isKnown: boolean;
}

type State = 'active' | 'expired' | 'released';

/** What officers ask of plans: said as events of the hub by a person who is signed in, and listed from the facts. */
export class Overrides {
  constructor(
    private readonly sql: Sql,
    private readonly registry: RegistryCache,
    private readonly door: EventDoor,
    private readonly audited: Audited,
  ) {}

  /** @throws Problem PERSON_REQUIRED, OVERRIDES_TOO_MANY, or what the event is refused for */
  async add(by: Principal, request: OverrideRequest, traceparent: string | undefined) {
    const { id = randomUUID(), ...data } = request;
    const { overrideId = id, commodity, action } = data;
    const deed = {
      action: 'plan.overridden',
      subject: `override/${overrideId}`,
      details: { commodity, action },
    };
    return this.audited.run(by, deed, async () => {
      const active = await this.list({ hub: by.party, commodity, state: 'active' }, null);
      if (active.length >= activeMax && !active.some((row) => row.overrideId === overrideId))
        throw new Problem('OVERRIDES_TOO_MANY');
      await this.say(by, { id, type: 'overridden', data: { ...data, overrideId } }, traceparent);
      return { answer: { overrideId, eventId: id } };
    });
  }

  /** @throws Problem NOT_FOUND when it does not hold any more, PERSON_REQUIRED */
  async release(by: Principal, overrideId: string, request: ReleaseRequest, traceparent: string | undefined) {
    const { id = randomUUID(), reason } = request;
    const deed = { action: 'plan.released', subject: `override/${overrideId}`, details: {} };
    return this.audited.run(by, deed, async () => {
      const known = await this.list({ hub: by.party, ids: overrideId }, null);
      const [override] = known.filter(({ state, hub }) => state === 'active' && hub === by.party);
      if (!override) throw new Problem('NOT_FOUND');
      const { commodity } = override;
      await this.say(by, { id, type: 'released', data: { overrideId, commodity, reason } }, traceparent);
      return { answer: { overrideId, eventId: id }, deed: { details: { commodity } } };
    });
  }

  /**
   * Newest first. Of a hub that is not the reader's own it tells what was asked for by id, without what it is about.
   * @param reader null: the service itself
   */
  async list({ hub, commodity, state, ids, asOf }: OverridesQuery, reader: Reader | null) {
    const at = historyAt(asOf) ?? new Date();
    const named = ids === undefined ? null : ids.split(',').slice(0, idsMax);
    const seen = reader === null || reader.scope.everything ? null : [...reader.scope.hubs];
    const rows = await this.sql.query<FactRow>(
      `SELECT k.fact, p.name FROM history.known AS k LEFT JOIN people.person AS p ON p.id::text = k.fact->>'by'
       WHERE starts_with(k.subject, E'override\\n') AND k.accepted_at <= $1
         AND ($2::text IS NULL OR k.hub = $2) AND ($3::text IS NULL OR k.commodity = $3)
         AND ($4::text[] IS NULL OR k.fact->>'overrideId' = ANY($4))
         AND ($5::text[] IS NULL OR k.hub = ANY($5) OR $4::text[] IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM history.known AS c WHERE c.subject = E'corrects\\n' || k.fact_id)
       ORDER BY k.occurred_at DESC, k.event_id COLLATE "C" DESC LIMIT ${factsMax}`,
      [at.toISOString(), hub ?? null, commodity ?? null, named, seen],
    );
    const items = grouped(rows).flatMap((facts) => this.itemOf(facts, at.getTime(), reader));
    return state === undefined ? items : items.filter((item) => item.state === state);
  }

  private itemOf([newest, ...older]: FactRow[], now: number, reader: Reader | null) {
    const said = newest!.fact.type === 'plan.overridden' ? newest! : older.find(isOverridden);
    if (said?.fact.type !== 'plan.overridden') return [];
    const { fact } = said;
    const release = newest === said ? null : newest!;
    const state: State = release ? 'released' : fact.until <= now ? 'expired' : 'active';
    const isOwn = reader === null || reader.scope.everything || reader.scope.hubs.has(fact.hub);
    const isKnown = reader?.isKnown ?? true;
    const about = isOwn ? fact : nothing;
    const { location, lot, demandId, lane, quantity } = about;
    const { overrideId, hub, commodity, action } = fact;
    return [
      {
        ...{ overrideId, hub, commodity, action, location, lot, demandId, lane, quantity, state },
        unit: this.registry.index.commodities.get(commodity)?.baseUnit ?? 'g',
        until: new Date(fact.until).toISOString(),
        ...wordOf(said, isKnown),
        release: release && wordOf(release, isKnown),
      },
    ];
  }

  /** A repeat is the same event again, also in its time. */
  private async timeOf(id: string): Promise<string> {
    const [row] = await this.sql.query<{ occurred_at: Date }>(
      'SELECT occurred_at FROM intake.identity WHERE fact_id = $1',
      [id],
    );
    return (row?.occurred_at ?? new Date()).toISOString();
  }

  private async say(
    by: Principal,
    { id, type, data }: { id: string; type: 'overridden' | 'released'; data: object },
    traceparent: string | undefined,
  ): Promise<void> {
    if (by.actor.kind !== 'person') throw new Problem('PERSON_REQUIRED');
    const event = {
      specversion: '1.0',
      id,
      source: sourceOfParty(by.party),
      type: `lumbung.plan.${type}.v1`,
      time: await this.timeOf(factId(by.party, id)),
      datacontenttype: 'application/json',
      // The validator leaves class instances and unset members.
      data: JSON.parse(JSON.stringify(data)) as object,
    };
    const incoming = { value: JSON.stringify(event), json: event, fault: null };
    const sending = { principal: by, events: [incoming], traceparent, person: by.actor.id };
    const [outcome] = await this.door.take(sending);
    if (outcome!.kind === 'refused') throw problemOfRefusal(outcome!.refused);
  }
}

const nothing = { location: null, lot: null, demandId: null, lane: null, quantity: null };

function isOverridden({ fact }: FactRow): boolean {
  return fact.type === 'plan.overridden';
}

/** Who said it, when and why; names and free text are for people who are known. */
function wordOf({ fact, name }: FactRow, isKnown: boolean) {
  return {
    at: new Date(fact.time).toISOString(),
    by: isKnown ? name : null,
    reason: isKnown ? fact.reason : null,
  };
}

function grouped(rows: readonly FactRow[]): FactRow[][] {
  const groups = new Map<string, FactRow[]>();
  for (const row of rows) {
    const { hub, commodity, overrideId } = row.fact;
    const key = [hub, commodity, overrideId].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}
