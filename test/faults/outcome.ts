import { canonicalJson } from '#access';
import { digestOf, PlanArchive, type Sql } from '#database';
import { planAfter, emptyLedger, applyFacts } from '#domain';
import { factOf, type Evidence, type Published } from './evidence.js';
import { isFact } from './checker.js';
import type { Follower } from './follower.js';
import { pause, type Site } from './site.js';

const settleMs = 120_000;
const stableMs = 1_200;

/** Waits until every cursor is at the end of its partition and every outbox is empty, and stays so. */
export async function settled(site: Site): Promise<void> {
  const deadline = Date.now() + settleMs;
  for (let since = 0, last = ''; ;) {
    const state = await site
      .sql<{ lag: string }>(lagQuery)
      .then((rows) => rows.map(({ lag }) => lag))
      .catch((error: unknown) => [String(error)]);
    const ends = JSON.stringify(state);
    const isQuiet = state.every((row) => !row.startsWith('outbox')) && (await lagOf(site)) === 0n;
    if (!isQuiet || ends !== last) since = Date.now();
    else if (Date.now() - since > stableMs) return;
    last = ends;
    if (Date.now() > deadline) throw new Error(`not settled: ${ends} lag ${await lagOf(site)}`);
    await pause(250);
  }
}

const lagQuery = `SELECT 'outbox ' || stream || ' ' || count(*) AS lag FROM transport.outbox GROUP BY stream
  UNION ALL SELECT consumer || '/' || topic || '/' || partition || ' ' || next_offset FROM transport.cursor ORDER BY 1`;

/** Records that some consumer has not taken yet; −1 while that cannot be told. */
async function lagOf(site: Site): Promise<bigint> {
  try {
    const cursors = await site.sql<{ topic: string; partition: number; next_offset: string }>(
      'SELECT topic, partition, next_offset FROM transport.cursor',
    );
    const ends = await site.ends([...new Set(cursors.map(({ topic }) => topic))]);
    let lag = 0n;
    for (const { topic, partition, next_offset } of cursors)
      lag += (ends.get(`${topic}/${partition}`) ?? 0n) - BigInt(next_offset);
    return lag;
  } catch {
    return -1n;
  }
}

/**
 * I8, and what readers are shown: from the facts on Kafka that the newest plan of each ledger saw, the plan is
 * computed again, and stock, demands and balances of the HTTP door are its lines.
 */
export async function checkPlans(sql: Sql, evidence: Evidence): Promise<string[]> {
  const wrong: string[] = [];
  const archive = new PlanArchive(sql);
  const facts = evidence.published.filter((record) => isFact(record) && record.event.commodity !== undefined);
  const positions = new Map(evidence.entries.map(({ fact, position }) => [fact.id, BigInt(position)]));
  for (const record of await archive.inForceAt(new Date(Date.now() + 60_000))) {
    const { hub, commodity, number, now, position, planVersion } = record;
    const seen = facts.filter(
      ({ event }) => event.commodity === commodity && (positions.get(event.factid!) ?? position) < position,
    );
    const ledger = emptyLedger(hub, commodity);
    applyFacts(ledger, seen.map(factOf));
    const previous = number === 1 ? null : await archive.find(`${hub}:${commodity}:${number - 1}`);
    const plan = planAfter(previous, {
      ledger,
      registry: await archive.registry(record.registryVersion),
      now,
    });
    if (digestOf(plan) !== record.digest) wrong.push(`${planVersion} is not what follows from its facts`);
    const of = <T extends { commodity: string }>(items: readonly T[]) =>
      items.filter((item) => item.commodity === commodity);
    wrong.push(...differences(`${planVersion} stock`, plan.lots, of(evidence.stock), 'lotId'));
    wrong.push(...differences(`${planVersion} demands`, plan.demands, of(evidence.demands), 'demandId'));
    const told = of(evidence.balances) as unknown as Record<string, unknown>[];
    const meant = plan.balances.map(({ newestFactAt: _, ...figures }) => figures);
    wrong.push(...differences(`${planVersion} balances`, meant, told, 'region', true));
  }
  return wrong.slice(0, 10);
}

/** Every line computed is told with the same figures, and, but for regions that have nothing now, no other. */
function differences(
  what: string,
  computed: readonly object[],
  told: readonly object[],
  key: string,
  mayTellMore = false,
): string[] {
  const wrong: string[] = [];
  const shown = new Map(told.map((item) => [(item as Record<string, unknown>)[key], item]));
  for (const line of computed as Record<string, unknown>[]) {
    const item = shown.get(line[key]) as Record<string, unknown> | undefined;
    shown.delete(line[key]);
    const other = Object.keys(line).filter(
      (name) => canonicalJson(line[name]) !== canonicalJson(item?.[name]),
    );
    if (other.length > 0)
      wrong.push(
        `${what}: ${String(line[key])} differs in ${other.map((n) => `${n} ${JSON.stringify(line[n])} told ${JSON.stringify(item?.[n])}`).join(', ')}`,
      );
  }
  if (!mayTellMore)
    for (const name of shown.keys()) wrong.push(`${what}: ${String(name)} is told and not planned`);
  return wrong;
}

/** I5: what a reader heard over all its cuts is what came out since it began, each once, each subject in order. */
export function checkFollower(follower: Follower, evidence: Evidence, from: Map<string, bigint>): string[] {
  const wrong: string[] = follower.resets.map((reset) => `it was reset: ${reset}`);
  const expected = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const record of evidence.published) {
    const name = `${record.topic}/${record.partition}/${record.event.factid ?? ''}/${record.event.id}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (record.offset >= (from.get(`${record.topic}/${record.partition}`) ?? 0n))
      append(expected, subjectOf(record), record.event.id);
  }
  const heard = new Map<string, string[]>();
  for (const { topic, subject, id } of follower.heard) append(heard, `${topic} ${subject}`, id);
  for (const name of new Set([...expected.keys(), ...heard.keys()])) {
    const [want, got] = [expected.get(name) ?? [], heard.get(name) ?? []];
    const at = want.findIndex((id, i) => got[i] !== id);
    if (at >= 0 || got.length !== want.length)
      wrong.push(
        `${name}: heard ${got.length} of ${want.length}, twice ${got.length - new Set(got).size}, apart at ${at}: ${got[at]} for ${want[at]}`,
      );
  }
  return wrong.slice(0, 10);
}

function subjectOf({ topic, event }: Published): string {
  return `${topic} ${topic === 'facts' ? `${event.hub}/${event.commodity ?? ''}` : (event.subject ?? '')}`;
}

function append(lists: Map<string, string[]>, name: string, item: string): void {
  const list = lists.get(name);
  if (list) list.push(item);
  else lists.set(name, [item]);
}
