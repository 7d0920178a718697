import pg from 'pg';
import { factId } from '#access';
import { settled } from './cursor.js';
import { openLiveFeed } from './live-feed.js';
import { processorOf, processorSince, type PerProcess } from './processes.js';
import type { Rig } from './rig.js';
import { requestOf, Sender, type Accepted } from './sender.js';
import { steadyRate, type Sizes } from './sizes.js';
import { generator, paced } from './stats.js';
import { eventOf, streamsOf, type Statement, type Stream } from './traffic.js';

export interface LiveFigures {
  /** Milliseconds from the 202 of a count until the first shipment of a plan that has seen it is on the feed. */
  acceptedToShownMs: number[];
  /** The same from the moment the count was sent. */
  sentToShownMs: number[];
  /** Counts whose plan, or a later one, reached no shipment: they are in no percentile. */
  unseen: number;
  /** Plans of the measured counts: how many counts shared one is counts / plans. */
  plans: number;
  /** Processor milliseconds a count, by process. */
  processorMs: PerProcess;
}

/** One commodity: its plans are numbered in one row, so that every count finds its plan. */
const commodity = 'egg.chicken';
const warmUpSeconds = 3;
const connectionsMax = 128;

type Say = (stream: Stream, statement: Statement) => Promise<Said>;

interface Said extends Accepted {
  factId: string;
}

/**
 * Counts come at a steady rate while demand exceeds stock, so that each changes what cities get. Which plan was the
 * first to see a count is read from the database afterwards; when that plan or a later one was shown, from the feed.
 */
export async function measureLive(
  rig: Rig,
  url: string,
  databaseUrl: string,
  sizes: Sizes,
): Promise<LiveFigures> {
  const sender = new Sender(url, connectionsMax);
  const { keys } = rig;
  const say = async (stream: Stream, statement: Statement): Promise<Said> => {
    const request = requestOf(keys[stream.party], [eventOf(stream, statement)]);
    return { ...(await sender.send(request)), factId: factId(stream.party, statement.id) };
  };
  const { counts, demands } = streamsOf(commodity);
  const now = Date.now();
  for (const [k, stream] of [...demands, ...counts].entries())
    await say(stream, { id: `live-first-${k}`, time: now, share: 0.5 });
  await settled(rig, databaseUrl);
  /** Plan number → when the first shipment of it was on the feed. */
  const shown = new Map<number, number>();
  const feed = await openLiveFeed(url, `topics=shipments&commodity=${commodity}`, ({ receivedAt, data }) => {
    const number = Number(data.data?.planVersion?.split(':').at(-1));
    if (!shown.has(number)) shown.set(number, receivedAt);
  });
  const before = processorOf(rig);
  const said = await speak(say, counts, sizes);
  await settled(rig, databaseUrl);
  await new Promise((resolve) => setTimeout(resolve, lastEventsMs));
  const processorMs = processorSince(before, rig, steadyRate * (warmUpSeconds + sizes.steadySeconds));
  feed.close();
  sender.close();
  return { ...match(said, await plansOf(databaseUrl), shown), processorMs };
}

/** From the broker to the feed's reader, for the last events. */
const lastEventsMs = 1_000;

async function speak(say: Say, counts: Stream[], { steadySeconds }: Sizes): Promise<Said[]> {
  const next = generator(13);
  const warmUp = steadyRate * warmUpSeconds;
  const pending: Promise<Said>[] = [];
  await paced(steadyRate, warmUp + steadyRate * steadySeconds, (i) => {
    const stream = counts[i % counts.length]!;
    pending.push(say(stream, { id: `live-${i}`, time: Date.now(), share: next() }));
  });
  return (await Promise.all(pending)).slice(warmUp);
}

interface Plans {
  /** Fact id → offset on `facts`. */
  positions: Map<string, bigint>;
  /** Number, and the offset of the first fact it has not seen, in order. */
  plans: { number: number; position: bigint }[];
}

async function plansOf(databaseUrl: string): Promise<Plans> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const facts = await client.query<{ fact_id: string; position: string }>(
    'SELECT fact_id, position FROM history.fact WHERE commodity = $1',
    [commodity],
  );
  const plans = await client.query<{ number: string; position: string }>(
    'SELECT number, position FROM reconciler.plan WHERE commodity = $1 ORDER BY number',
    [commodity],
  );
  await client.end();
  return {
    positions: new Map(facts.rows.map((row) => [row.fact_id, BigInt(row.position)])),
    plans: plans.rows.map((row) => ({ number: Number(row.number), position: BigInt(row.position) })),
  };
}

/** A plan that changed no shipment is on no feed: its counts are shown by the next one that did. */
function match(
  said: Said[],
  { positions, plans }: Plans,
  shown: Map<number, number>,
): Omit<LiveFigures, 'processorMs'> {
  const numbers = [...shown.keys()].sort((a, b) => a - b);
  const figures = {
    acceptedToShownMs: [] as number[],
    sentToShownMs: [] as number[],
    unseen: 0,
    plans: 0,
  };
  const used = new Set<number>();
  for (const { factId: id, sentAt, acceptedAt } of said) {
    const position = positions.get(id);
    const plan = position === undefined ? undefined : plans.find((p) => p.position > position);
    if (plan) used.add(plan.number);
    // Shipments of several lanes arrive one after the other: a later plan may be on the feed first.
    const times = plan === undefined ? [] : numbers.filter((n) => n >= plan.number).map((n) => shown.get(n)!);
    if (times.length === 0) figures.unseen++;
    else {
      const shownAt = times.reduce((a, b) => Math.min(a, b));
      figures.acceptedToShownMs.push(shownAt - acceptedAt);
      figures.sentToShownMs.push(shownAt - sentAt);
    }
  }
  figures.plans = used.size;
  return figures;
}
