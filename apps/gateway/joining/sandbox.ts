import { contentHash, factId } from '#access';
import type { Principal, RegistryCache } from '#access';
import type { BilingualText } from '#contracts';
import type { Database } from '#database';
import type { Fact, LifecycleEvent, Party, ShipmentView } from '#domain';
import type { Incoming } from '../events/incoming.js';
import { forecast, readEvent, refusedFor } from '../events/verdict.js';
import type { Lookups, Refused } from '../events/verdict.js';
import { Problem } from '../http/problem.js';
import { tenancyOf } from '../scope/tenancy.js';
import { adviceFor } from './advice.js';
import { checklistOf, sideOf } from './checklist.js';
import type { Check } from './checklist.js';
import { beginRun, keepLines, linesOf, openRun, presentRun } from './sandbox-store.js';
import type { SandboxLine } from './sandbox-store.js';

const linesMax = 2_000;
const shownMax = 200;
const placesMax = 20;
const standardUnits = /^(kgm|tne|grm|ltr|mlt|h87|g|kg|ton|ml|l|liter|piece)$/;

export interface Report {
  party: string;
  run: number;
  green: boolean;
  /** A shipment that exists in the sandbox alone, for carriers and receivers to speak of. */
  sandboxShipment: string;
  /** Where it may speak for: its own places, then its regions. */
  speaksFor: string[];
  checks: Check[];
  counts: { right: number; repeated: number; wrong: number };
  /** The newest of the run, oldest first. */
  lines: ReturnType<typeof shownLine>[];
}

/** Where a party tries out what it will say: judged as the door and intake judge, and no fact comes of it. */
export class Sandbox {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
  ) {}

  /** Judges sample events in order and keeps a line of each. @throws Problem SANDBOX_FULL */
  async take(by: Principal, events: Incoming[]): Promise<Report> {
    const { party } = by;
    await this.database.scoped(tenancyOf(by, this.registry.index), async (sql) => {
      const run = await openRun(sql, party);
      const before = await linesOf(sql, party, run);
      if (before.length + events.length > linesMax) throw new Problem('SANDBOX_FULL');
      const judge = new Judge(this.partyOf(party), this.registry, before);
      await keepLines(
        sql,
        party,
        run,
        events.map((incoming) => judge.lineOf(incoming)),
      );
    });
    return this.report(by);
  }

  /** Of the party's own run, or of one that its hub looks after. */
  async report(by: Principal, party = by.party): Promise<Report> {
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    const run = await presentRun(sql, party);
    const lines = await linesOf(sql, party, run);
    const { kind, regions } = this.partyOf(party);
    const produces = this.registry.registry.hubs.some((hub) =>
      hub.producingRegions.some((region) => regions.includes(region)),
    );
    const checks = checklistOf(sideOf(kind, produces), lines.map(triedLine));
    const count = (outcome: SandboxLine['outcome']) =>
      lines.filter((line) => line.outcome === outcome).length;
    return {
      party,
      run,
      green: checks.every(({ passed }) => passed),
      sandboxShipment: sandboxShipment(party),
      speaksFor: [...this.placesOf(party), ...regions],
      checks,
      counts: { right: count('right'), repeated: count('repeated'), wrong: count('wrong') },
      lines: lines.slice(-shownMax).map(shownLine),
    };
  }

  async startAgain(by: Principal): Promise<Report> {
    const hub = this.registry.registry.hubs[0]?.code ?? '';
    await this.database.scoped(tenancyOf(by, this.registry.index), (sql) => beginRun(sql, by.party, hub));
    return this.report(by);
  }

  private placesOf(party: string): string[] {
    const own = this.registry.registry.places.filter((place) => place.party === party);
    return own.slice(0, placesMax).map(({ code }) => code);
  }

  private partyOf(code: string): Party {
    const party = this.registry.index.parties.get(code);
    if (!party) throw new Problem('NOT_FOUND');
    return party;
  }
}

const sandboxShipment = (party: string) => `sandbox.${party}.1`;

/** The door's and intake's rules over what was said in this run alone. */
class Judge {
  private readonly hashes = new Map<string, Buffer>();
  private readonly facts = new Map<string, { hub: string; commodity: string | null }>();
  private readonly demands = new Map<string, { hub: string; commodity: string }>();
  private next: number;

  constructor(
    private readonly party: Party,
    private readonly registry: RegistryCache,
    before: SandboxLine[],
  ) {
    for (const line of before) this.remember(line);
    this.next = (before.at(-1)?.line ?? 0) + 1;
  }

  lineOf(incoming: Incoming): SandboxLine {
    const { id, type, data } = (incoming.json ?? {}) as Record<string, unknown>;
    const { unit } = (typeof data === 'object' && data !== null ? data : {}) as { unit?: unknown };
    const blank = {
      line: this.next++,
      at: new Date(),
      eventId: shortText(id),
      type: shortText(type),
      errors: [],
      advice: null,
      factId: null,
      contentHash: null,
      fact: null,
      statedUnit: shortText(unit),
    };
    const line: SandboxLine = { ...blank, ...this.verdictOn(incoming) };
    this.remember(line);
    return line;
  }

  private verdictOn(
    incoming: Incoming,
  ): Pick<SandboxLine, 'outcome' | 'code' | 'text'> & Partial<SandboxLine> {
    const read = readEvent(incoming);
    if (!read.ok) return this.wrong(read, incoming);
    const { index } = this.registry;
    // As it will be when it is live.
    const party: Party = { ...this.party, status: 'active' };
    const verdict = forecast(read.event, { party }, index.registry, this.lookups, Date.now());
    if (!verdict.ok) return this.wrong(verdict, incoming);
    const { fact } = verdict;
    const hash = contentHash(incoming.json as Record<string, unknown>);
    const known = this.hashes.get(fact.id);
    if (known && !known.equals(hash)) return this.wrong(refusedFor('ID_REUSED'), incoming);
    if (known) return { outcome: 'repeated', code: null, text: repeatedText };
    return {
      outcome: 'right',
      code: null,
      text: understood(fact),
      factId: fact.id,
      contentHash: hash,
      fact: {
        hub: fact.hub,
        commodity: 'commodity' in fact ? fact.commodity : null,
        demandId: 'demandId' in fact ? fact.demandId : null,
      },
    };
  }

  private wrong({ code, text, errors }: Refused, { json }: Incoming) {
    const advice = adviceFor({ code, json, party: this.party, index: this.registry.index });
    return { outcome: 'wrong' as const, code, text, errors, advice };
  }

  private remember({ outcome, factId: id, contentHash: hash, fact, type }: SandboxLine): void {
    if (outcome !== 'right' || id === null || hash === null || fact === null) return;
    this.hashes.set(id, Buffer.from(hash));
    this.facts.set(id, fact);
    const { demandId, hub, commodity } = fact;
    if (type === 'lumbung.demand.declared.v1' && demandId !== null && commodity !== null)
      if (!this.demands.has(demandId)) this.demands.set(demandId, { hub, commodity });
  }

  private readonly lookups: Lookups = {
    demand: (demandId) => {
      const demand = this.demands.get(demandId);
      return demand ? { ...demand, source: this.party.code } : null;
    },
    target: (party, eventId) => {
      const id = factId(party, eventId);
      const target = this.facts.get(id);
      if (!target || target.commodity === null) return null;
      return { factId: id, hub: target.hub, commodity: target.commodity, source: party };
    },
    shipment: (shipmentId) => (shipmentId === sandboxShipment(this.party.code) ? this.shipment() : null),
  };

  private shipment(): ShipmentView | null {
    const { lanes } = this.registry.registry;
    const lane = lanes.find(({ destination }) => this.party.regions.includes(destination)) ?? lanes[0];
    if (!lane) return null;
    const { hub, id, destination } = lane;
    return { status: 'offered', hub, lane: id, destination, carrier: null, demandParties: [] };
  }
}

const repeatedText: BilingualText = {
  id: 'Kiriman ulang dikenali: tidak berpengaruh apa pun.',
  en: 'Recognised as a repeat: it has no effect.',
};

function understood(fact: Fact | LifecycleEvent): BilingualText {
  const { quantity, delta, commodity, demandId, destination, location } = fact as Partial<
    Record<'quantity' | 'delta', number> &
      Record<'commodity' | 'demandId' | 'destination' | 'location', string>
  >;
  const told = [
    commodity,
    quantity ?? delta,
    demandId && `demandId ${demandId}`,
    destination && `→ ${destination}`,
    location && `@ ${location}`,
  ].filter((part) => part !== undefined);
  const detail = told.length > 0 ? ` (${told.join(' · ')})` : '';
  return {
    id: `Benar, terbaca sebagai ${fact.type}${detail}; jumlah dalam satuan dasar.`,
    en: `Right, understood as ${fact.type}${detail}; quantities in base units.`,
  };
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').slice(0, 128) : null;
}

function triedLine({ outcome, type, fact, statedUnit }: SandboxLine) {
  const isLocal = statedUnit !== null && !standardUnits.test(statedUnit.toLowerCase());
  return { outcome, type, demandId: fact?.demandId ?? null, localUnit: isLocal };
}

function shownLine({ line, at, eventId, type, outcome, code, text, errors, advice }: SandboxLine) {
  return { line, at: at.toISOString(), eventId, type, outcome, code, text, errors, advice };
}
