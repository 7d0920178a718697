import { settled } from './cursor.js';
import { processorOf, processorSince, type PerProcess } from './processes.js';
import type { Rig } from './rig.js';
import { requestOf, Sender, type Prepared } from './sender.js';
import type { Sizes } from './sizes.js';
import { generator, percentile, rateSince, repeated } from './stats.js';
import { eventOf, streamsOf, type Stream } from './traffic.js';

export interface DoorFigures {
  /** Events per second answered 202, a round each. */
  batches: number[];
  singles: number[];
  /** Milliseconds of a request with one event: 99 of 100 were faster. */
  singleP99Ms: number[];
  /** Events per second from the first request until the last shipment that follows is published. */
  throughToShipment: number;
  /** Processor milliseconds an event from the door to its shipments, by process. */
  batchProcessorMs: PerProcess;
  singleProcessorMs: PerProcess;
}

interface Load {
  connections: number;
  requests: number;
  eventsPerRequest: number;
}

const batchConnections = 4;
const singleConnections = 32;
const batchEvents = 100;

/**
 * Posts events at the running system's door as fast as so many connections can, while everything behind it works
 * on what came before. Requests are made before the clock runs.
 */
export async function measureDoor(
  rig: Rig,
  url: string,
  databaseUrl: string,
  sizes: Sizes,
): Promise<DoorFigures> {
  const begin = performance.now();
  const beforeBatches = processorOf(rig);
  const batchLoad = {
    connections: batchConnections,
    requests: sizes.batchRequests,
    eventsPerRequest: batchEvents,
  };
  const batches = await repeated(sizes.rounds, (round) => post(url, rig.keys, batchLoad, `batch-${round}`));
  await settled(rig, databaseUrl);
  const batchEventsSent = sizes.rounds * sizes.batchRequests * batchEvents;
  const throughToShipment = rateSince(begin, batchEventsSent);
  const batchProcessorMs = processorSince(beforeBatches, rig, batchEventsSent);
  const beforeSingles = processorOf(rig);
  const singleLoad = { connections: singleConnections, requests: sizes.singleRequests, eventsPerRequest: 1 };
  const singles = await repeated(sizes.rounds, (round) => post(url, rig.keys, singleLoad, `single-${round}`));
  await settled(rig, databaseUrl);
  return {
    batches: batches.map(({ perSecond }) => perSecond),
    singles: singles.map(({ perSecond }) => perSecond),
    singleP99Ms: singles.map(({ p99Ms }) => p99Ms),
    throughToShipment,
    batchProcessorMs,
    singleProcessorMs: processorSince(beforeSingles, rig, sizes.rounds * sizes.singleRequests),
  };
}

async function post(
  url: string,
  keys: Record<string, string>,
  load: Load,
  run: string,
): Promise<{ perSecond: number; p99Ms: number }> {
  const requests = requestsOf(keys, load, run);
  const sender = new Sender(url, load.connections);
  const begin = performance.now();
  const taken = await sender.sendAll(requests, load.connections);
  const perSecond = rateSince(begin, load.requests * load.eventsPerRequest);
  sender.close();
  return { perSecond, p99Ms: percentile(taken, 0.99) };
}

/** One party a request, 60 % counts and 40 % demands, ids that were never used. */
function requestsOf(
  keys: Record<string, string>,
  { requests, eventsPerRequest }: Load,
  run: string,
): Prepared[] {
  const { counts, demands } = streamsOf();
  const next = generator(11);
  const [counting, asking] = [byParty(counts), byParty(demands)];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  return Array.from({ length: requests }, (_, k) => {
    const streams = pick(next() < 0.6 ? counting : asking);
    const time = Date.now();
    const events = Array.from({ length: eventsPerRequest }, (_, i) =>
      eventOf(pick(streams), { id: `${run}-${k}-${i}`, time: time - eventsPerRequest + i, share: next() }),
    );
    return requestOf(keys[streams[0]!.party], events);
  });
}

function byParty(streams: readonly Stream[]): Stream[][] {
  const groups = new Map<string, Stream[]>();
  for (const stream of streams) groups.set(stream.party, [...(groups.get(stream.party) ?? []), stream]);
  return [...groups.values()];
}
