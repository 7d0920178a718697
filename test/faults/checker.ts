import { contentHash, factId } from '#access';
import { applyFacts, emptyLedger, serialise } from '#domain';
import { factOf, type Evidence, type Published } from './evidence.js';
import type { History, Sent } from './load.js';
import { Random } from './random.js';

/**
 * Compares what went in and what was acknowledged with what is stored and what came out. Each answer is a list
 * of sentences on what is wrong; an empty list is a guarantee kept.
 */

const shown = 10;

/** I1: acknowledged once is applied once, or rejected with a reason; and nothing that nobody said. */
export function checkFates(history: History, evidence: Evidence): string[] {
  const wrong: string[] = [];
  const identities = new Map(evidence.identities.map((row) => [row.fact_id, row]));
  const refused = new Map(evidence.rejected.map((row) => [`${row.party}/${row.event_id}`, row.code]));
  const facts = countBy(evidence.published.filter(isFact), ({ event }) => event.factid!);
  const entries = countBy(evidence.entries, ({ fact }) => fact.id);
  for (const [name, sent] of history.sent) {
    const id = factId(sent.party, sent.id);
    const identity = identities.get(id);
    identities.delete(id);
    const fate = `${name}: ${facts.get(id) ?? 0} records, ${entries.get(id) ?? 0} entries`;
    if (identity) {
      if (!sent.isGood) wrong.push(`${name} should have been refused`);
      if (!hashesOf(sent).includes(identity.content_hash.toString('hex')))
        wrong.push(`${name} says something else`);
      if (!facts.has(id) || entries.get(id) !== 1) wrong.push(`lost behind the door: ${fate}`);
    } else {
      if (facts.has(id) || entries.has(id)) wrong.push(`a fact without an identity: ${fate}`);
      if (sent.acknowledged && !refused.has(name)) wrong.push(`acknowledged and lost: ${fate}`);
      // An instance whose clock is behind may take the present for the future, and says so.
      if (
        sent.isGood &&
        sent.bodies.length === 1 &&
        refused.has(name) &&
        refused.get(name) !== 'TIME_IN_FUTURE'
      )
        wrong.push(`refused although good: ${name} ${refused.get(name)}`);
    }
  }
  for (const { party, event_id } of identities.values()) wrong.push(`nobody said ${party}/${event_id}`);
  return wrong.slice(0, shown);
}

/** I7: what was no event at all is on record exactly once, and stopped nobody. */
export function checkPoison(history: History, evidence: Evidence): string[] {
  const wrong: string[] = [];
  const found = countBy(
    evidence.rejected.flatMap(({ payload }) => /poison-\d+-\d+/.exec(payload)?.[0] ?? []),
    (mark) => mark,
  );
  for (const [mark, isTaken] of history.poison) {
    if (isTaken && !found.has(mark)) wrong.push(`${mark} vanished`);
  }
  for (const mark of found.keys()) if (!history.poison.has(mark)) wrong.push(`${mark} was never sent`);
  const origins = countBy(evidence.rejected, ({ origin }) => origin);
  for (const [origin, times] of origins) if (times > 1) wrong.push(`rejected ${times} times: ${origin}`);
  return wrong.slice(0, shown);
}

/** What comes out twice is the same record of the same outbox row, so that whoever reads can drop it. */
export function checkRepeats(evidence: Evidence): { wrong: string[]; repeats: number } {
  const wrong: string[] = [];
  const first = new Map<string, Published>();
  const highest = new Map<string, bigint>();
  let repeats = 0;
  for (const record of evidence.published) {
    const name = `${record.topic}/${record.event.factid ?? record.event.id}`;
    const before = first.get(name);
    if (!before) first.set(name, record);
    else if (before.origin === record.origin && before.text === record.text) repeats++;
    else wrong.push(`${name} came out twice: ${before.origin} and ${record.origin}`);
    const [stream, sequence] = record.origin.split('#') as [string, string];
    const at = `${record.topic}/${record.partition}/${stream}`;
    const seen = highest.get(at) ?? -1n;
    if (!before && BigInt(sequence) <= seen)
      wrong.push(`${name} came out of order: ${record.origin} after ${seen}`);
    if (BigInt(sequence) > seen) highest.set(at, BigInt(sequence));
  }
  return { wrong: wrong.slice(0, shown), repeats };
}

/** I3, I4: the facts that came out, in any order and with repeats, make the ledger that is stored. */
export function checkLedgers(evidence: Evidence, seed: number): string[] {
  const random = new Random(seed);
  const wrong: string[] = [];
  const published = evidence.published.filter(
    (record) => isFact(record) && record.event.commodity !== undefined,
  );
  const ledgers = new Set(published.map(({ event }) => `${event.hub}/${event.commodity}`));
  for (const name of ledgers) {
    const [hub, commodity] = name.split('/') as [string, string];
    const said = published.filter(({ event }) => `${event.hub}/${event.commodity}` === name).map(factOf);
    const stored = evidence.entries.map(({ fact }) => fact).filter((fact) => fact.commodity === commodity);
    const rebuilt = emptyLedger(hub, commodity);
    const again = random.shuffled([...said, ...said.slice(0, 50)]);
    for (let i = 0; i < again.length; i += 97) applyFacts(rebuilt, again.slice(i, i + 97));
    const kept = emptyLedger(hub, commodity);
    applyFacts(kept, stored);
    if (serialise(rebuilt) !== serialise(kept)) wrong.push(`the ledger ${name} is not what its facts say`);
  }
  return wrong;
}

/** The same without the domain: lots that were only ever moved hold the sum of their movements. */
export function checkSums(evidence: Evidence): string[] {
  const sums = new Map<string, number>();
  for (const { fact } of evidence.entries)
    if (fact.type === 'stock.moved') {
      const lot = `${fact.location}/${fact.lot}`;
      sums.set(lot, (sums.get(lot) ?? 0) + fact.delta);
    }
  const onHand = new Map(evidence.stock.map((line) => [line.lotId, line.onHand]));
  return [...sums]
    .filter(([lot, sum]) => onHand.get(lot) !== sum)
    .map(([lot, sum]) => `${lot} has ${onHand.get(lot)}, its movements make ${sum}`)
    .slice(0, shown);
}

/** I2: nothing is promised twice, nor to those who have enough, and trucks carry what the plan says. */
export function checkAllocations(evidence: Evidence): string[] {
  const wrong: string[] = [];
  const lots = new Map<string, number>();
  const demands = new Map<string, number>();
  const lanes = new Map<string, number>();
  for (const { lane, commodity, allocations } of evidence.planned)
    for (const { lotId, demandId, quantity } of allocations) {
      add(lots, `${commodity} ${lotId}`, quantity);
      add(demands, `${commodity} ${demandId}`, quantity);
      add(lanes, `${lane} ${commodity} ${lotId} ${demandId}`, quantity);
    }
  for (const line of evidence.stock) {
    const given = lots.get(`${line.commodity} ${line.lotId}`) ?? 0;
    if (given > line.availableToPromise || given !== line.allocated)
      wrong.push(
        `${line.lotId}: ${given} given of ${line.availableToPromise}, the plan says ${line.allocated}`,
      );
  }
  for (const line of evidence.demands.filter(({ estimated }) => !estimated)) {
    const got = demands.get(`${line.commodity} ${line.demandId}`) ?? 0;
    if (got > line.netNeed || got !== line.allocated)
      wrong.push(`${line.demandId}: ${got} given for ${line.netNeed}, the plan says ${line.allocated}`);
  }
  const open = evidence.shipments.filter(({ status }) => status === 'recommended' || status === 'offered');
  const carried = new Map<string, number>();
  for (const { lane, lines } of open)
    for (const line of lines) {
      const lotId = `${line.location}/${line.lot}`;
      add(carried, `${lane} ${line.commodity} ${lotId} ${line.demandId}`, line.quantity);
    }
  for (const [name, quantity] of carried)
    if (quantity > (lanes.get(name) ?? 0))
      wrong.push(`trucks carry ${quantity} of ${lanes.get(name) ?? 0}: ${name}`);
  return wrong.slice(0, shown);
}

export function isFact({ topic }: { topic: string }): boolean {
  return topic === 'facts';
}

function hashesOf(sent: Sent): string[] {
  return sent.bodies.map((body) => contentHash(JSON.parse(body) as Record<string, unknown>).toString('hex'));
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) add(counts, nameOf(item), 1);
  return counts;
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}
