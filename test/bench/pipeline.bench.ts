import type { Terminal } from '../../apps/launcher/terminal.js';
import { measureBroker, type BrokerFloor } from './broker.floor.js';
import { emptyTopics } from './broker.js';
import { measureDatabase, type DatabaseFloor } from './database.floor.js';
import { measureDoor, type DoorFigures } from './door.bench.js';
import { measureLive, type LiveFigures } from './live.bench.js';
import { memoryOf, processorOf, processorSince, type PerProcess } from './processes.js';
import { measureReconciler, type ReconcilerFigures } from './reconciler.bench.js';
import { row, single, type Measured, type Row } from './report.js';
import { withRig, type Rig } from './rig.js';
import { measureRoad } from './road.floor.js';
import { steadyRate, type Sizes } from './sizes.js';
import { percentile, spreadOf } from './stats.js';

const idleSeconds = 4;

interface Floors {
  broker: BrokerFloor;
  database: DatabaseFloor;
  roadMs: number[];
}

/** Everything from the door to the live feed, beside what broker and database give on their own. */
export function measurePipeline(terminal: Terminal, sizes: Sizes): Promise<Measured> {
  return withRig(terminal, async (rig) => {
    const floors = await measureFloors(rig, terminal, sizes);
    terminal.step({ id: 'Fakta lewat reconciler', en: 'Facts through the reconciler' });
    const reconciler = await measureReconciler(rig, sizes);
    const { idle, live, door } = await measureWhole(rig, terminal, sizes);
    return {
      rows: [
        ...floorRows(floors),
        ...doorRows(door, floors),
        ...reconcilerRows(reconciler, floors),
        ...liveRows(live, floors),
      ],
      memory: memoryOf(rig),
      processor: {
        'nothing to do, ms a second': idle,
        'counts at a steady rate, ms an event': live.processorMs,
        'door, batches of 100, ms an event': door.batchProcessorMs,
        'door, one a request, ms an event': door.singleProcessorMs,
      },
      notes: notesOf(reconciler, live),
    };
  });
}

async function measureFloors(rig: Rig, terminal: Terminal, sizes: Sizes): Promise<Floors> {
  terminal.step({ id: 'Batas bawah: Kafka dan Postgres saja', en: 'Floors: Kafka and Postgres alone' });
  const database = await rig.emptyDatabase();
  return {
    broker: await measureBroker(rig.brokers, sizes),
    database: await measureDatabase(database, sizes),
    roadMs: await measureRoad(rig.brokers, database, sizes),
  };
}

async function measureWhole(
  rig: Rig,
  terminal: Terminal,
  sizes: Sizes,
): Promise<{ idle: PerProcess; live: LiveFigures; door: DoorFigures }> {
  const databaseUrl = await rig.preparedDatabase();
  // The fresh database begins where the topics begin: what the reconciler's rounds left there goes.
  await emptyTopics(rig.brokers, ['facts', 'allocations', 'balances', 'alerts']);
  const [gateway] = await Promise.all(
    (['gateway', 'intake', 'historian', 'reconciler', 'dispatcher'] as const).map((name) =>
      rig.start(name, databaseUrl),
    ),
  );
  const url = `http://127.0.0.1:${gateway!.port}`;
  const before = processorOf(rig);
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
  const idle = processorSince(before, rig, idleSeconds);
  terminal.step({
    id: `Dari 202 sampai rekomendasi, ${steadyRate}/detik`,
    en: `From 202 to recommended at ${steadyRate}/s`,
  });
  const live = await measureLive(rig, url, databaseUrl, sizes);
  terminal.step({ id: 'Peristiwa di pintu HTTP', en: 'Events at the HTTP door' });
  return { idle, live, door: await measureDoor(rig, url, databaseUrl, sizes) };
}

function floorRows({ broker, database, roadMs }: Floors): Row[] {
  return [
    row('Kafka: produce, batches of 500, acks all', 'records/s', broker.producedBatches),
    row('Kafka: produce, one by one, 32 at once', 'records/s', broker.producedSingles),
    single(`Kafka: send to consumer at ${steadyRate}/s, p50`, 'ms', percentile(broker.roundTripMs, 0.5)),
    single(`Kafka: send to consumer at ${steadyRate}/s, p99`, 'ms', percentile(broker.roundTripMs, 0.99)),
    single('Postgres: commit of one row, p50', 'ms', percentile(database.commitMs, 0.5)),
    single('Postgres: commit of one row, p99', 'ms', percentile(database.commitMs, 0.99)),
    row('Postgres: upserts, a commit per 1,000 rows', 'rows/s', database.rows),
    single(`empty road (4 topics, 3 commits) at ${steadyRate}/s, p50`, 'ms', percentile(roadMs, 0.5)),
    single(`empty road (4 topics, 3 commits) at ${steadyRate}/s, p99`, 'ms', percentile(roadMs, 0.99)),
  ];
}

function doorRows(door: DoorFigures, { broker, database }: Floors): Row[] {
  const batches = { name: 'Kafka: batches of 500', value: spreadOf(broker.producedBatches).median };
  const singles = { name: 'Kafka: one by one', value: spreadOf(broker.producedSingles).median };
  const rows = { name: 'Postgres: upserts', value: spreadOf(database.rows).median };
  return [
    row('HTTP door: accepted, batches of 100', 'events/s', door.batches, batches),
    row('HTTP door: accepted, one a request', 'events/s', door.singles, singles),
    row('HTTP door: one a request, 32 at once, p99', 'ms', door.singleP99Ms),
    single('door to shipments, batches of 100', 'events/s', door.throughToShipment, rows),
  ];
}

function reconcilerRows({ fromStart, fromFirstStep }: ReconcilerFigures, { database }: Floors): Row[] {
  const rows = { name: 'Postgres: upserts', value: spreadOf(database.rows).median };
  return [
    row('reconciler: from a cold start', 'facts/s', fromStart, rows),
    row('reconciler: from its first batch', 'facts/s', fromFirstStep, rows),
  ];
}

function liveRows({ acceptedToShownMs, sentToShownMs }: LiveFigures, { roadMs }: Floors): Row[] {
  const figures = (name: string, samples: number[]): Row[] =>
    [50, 99].map((p) =>
      single(`${name} at ${steadyRate}/s, p${p}`, 'ms', percentile(samples, p / 100), {
        name: `empty road, p${p}`,
        value: percentile(roadMs, p / 100),
      }),
    );
  return [
    ...figures('202 to recommended on /v1/live', acceptedToShownMs),
    ...figures('sent to recommended', sentToShownMs),
  ];
}

function notesOf({ plans, processorMs }: ReconcilerFigures, live: LiveFigures): string[] {
  const counts = live.acceptedToShownMs.length + live.unseen;
  return [
    `The reconciler computed and wrote ${plans} plans for its facts, one a batch and commodity,`,
    `and spent ${Math.round(processorMs)} ms of processor time on them and on its start.`,
    `At ${steadyRate}/s ${counts} counts shared ${live.plans} plans; ${live.unseen} were in no plan that reached the feed.`,
  ];
}
