import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Producer } from 'kafkajs';
import type { Terminal } from '../../apps/launcher/terminal.js';
import { plainClient } from './broker.js';
import type { Crowded, CrowdOrder } from './crowd.process.js';
import { processorOf, processorSince, residentOf } from './processes.js';
import { row, type Measured } from './report.js';
import type { Rig } from './rig.js';
import type { Sizes } from './sizes.js';
import { paced, percentile, repeated } from './stats.js';

const changesPerSecond = 200;
/** Changes come as plans bring them: some at once. */
const changesPerSend = 10;
const roomMs = 5_000;
const regions = ['31', '32.73', '32.74', '32.75', '32.76', '33.72', '35.78', '62.71', '64.72', '74.71'];

/** A gateway with a crowd on `/v1/live`: from the publication of a change until each client has it. */
export async function measureCrowd(rig: Rig, terminal: Terminal, sizes: Sizes): Promise<Measured> {
  const { crowd, rounds } = sizes;
  const databaseUrl = await rig.preparedDatabase();
  const env = { LIVE_CLIENTS_MAX: String(2 * crowd), CONNECTIONS_MAX: String(4 * crowd) };
  const { port, pid } = await rig.start('gateway', databaseUrl, { env });
  const emptyMb = residentOf(pid);
  const producer = plainClient(rig.brokers).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  terminal.step({ id: `${crowd} pembaca siaran langsung`, en: `${crowd} readers of the live feed` });
  const floor = await openCrowd(port, 1);
  const alone = await changes(producer, floor, sizes);
  await floor.close();
  const readers = await openCrowd(port, crowd);
  const before = processorOf(rig);
  const begin = performance.now();
  // Once unmeasured, until the code is compiled.
  await changes(producer, readers, sizes);
  const measured = await repeated(rounds, () => changes(producer, readers, sizes));
  const cost = processorSince(before, rig, (performance.now() - begin) / 1_000);
  const fullMb = residentOf(pid);
  await Promise.all([readers.close(), producer.disconnect()]);
  await rig.stop('gateway');
  const floorOf = (label: string, value: number) => ({ name: `one reader, ${label}`, value });
  const sum = (of: (figures: Crowded) => number) =>
    measured.reduce((total, figures) => total + of(figures), 0);
  const at = `${crowd} readers, ${changesPerSecond} changes/s`;
  return {
    rows: [
      row(`${at}: published to read, p50`, 'ms', measured.map(p(0.5)), floorOf('p50', p(0.5)(alone))),
      row(`${at}: published to read, p99`, 'ms', measured.map(p(0.99)), floorOf('p99', p(0.99)(alone))),
      row(`${at}: published to read, slowest`, 'ms', measured.map(p(1)), floorOf('slowest', p(1)(alone))),
      row('gateway with them', 'MB', [fullMb], { name: 'gateway alone', value: emptyMb }),
      row('gateway, processor time a second', 'ms', [cost['gateway'] ?? NaN]),
    ],
    notes: [
      `${sum(({ expected }) => expected)} events were due to the readers, ${sum(({ missed }) => missed)} were missed,`,
      `${sum(({ doubled }) => doubled)} came twice or out of order, ${sum(({ cut }) => cut)} connections were cut.`,
    ],
  };
}

function p(share: number): (figures: Crowded) => number {
  return ({ samplesMs }) => percentile(samplesMs, share);
}

interface Crowd {
  ask: (order: CrowdOrder) => Promise<Crowded>;
  close: () => Promise<void>;
}

/** Readers in a process of their own, so that what they cost is not what they measure. */
async function openCrowd(port: number, readers: number): Promise<Crowd> {
  const child = fork(
    fileURLToPath(new URL('./crowd.process.js', import.meta.url)),
    [port, readers, published].map(String),
  );
  await answerOf(child);
  return {
    ask: async (order) => {
      child.send(order);
      return (await answerOf(child)) as Crowded;
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the readers ended (${code})`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

let published = 0;

/** Publishes balances as the reconciler does; their numbers grow, so that each reader knows what it misses. */
async function changes(producer: Producer, crowd: Crowd, { crowdSeconds }: Sizes): Promise<Crowded> {
  const first = published;
  // One after the other: sends side by side may overtake each other, and their numbers are to grow.
  let sending: Promise<unknown> = Promise.resolve();
  await paced(changesPerSecond / changesPerSend, (crowdSeconds * changesPerSecond) / changesPerSend, () => {
    sending = sending.then(() => {
      const messages = Array.from({ length: changesPerSend }, () => balanceRecord(published++));
      return producer.send({ topic: 'balances', acks: -1, messages });
    });
  });
  await sending;
  await new Promise((resolve) => setTimeout(resolve, roomMs));
  return crowd.ask({ first, count: published - first });
}

/** One key, so that they have one order. Its time is that of the same machine's clock, as everywhere else. */
function balanceRecord(number: number): { key: string; value: string } {
  const region = regions[number % regions.length]!;
  const now = new Date().toISOString();
  const figures = {
    onHand: 0,
    availableToPromise: 0,
    need: 5e6,
    allocated: 4e6,
    inTransit: 0,
    shortfall: 1e6,
  };
  const data = {
    hub: 'btc',
    commodity: 'egg.chicken',
    region,
    ...figures,
    surplus: 0,
    estimatedNeed: 0,
    unit: 'g',
    freshnessSeconds: 1,
    planVersion: `btc:egg.chicken:${number + 1}`,
    computedAt: now,
    reasons: [],
  };
  const event = {
    specversion: '1.0',
    id: `bench-change-${number}`,
    source: 'urn:lumbung:hub:btc',
    type: 'lumbung.balance.updated.v1',
    time: now,
    datacontenttype: 'application/json',
    subject: `btc/egg.chicken/${region}`,
    sequence: String(number + 1).padStart(20, '0'),
    sentat: performance.timeOrigin + performance.now(),
    data,
  };
  return { key: 'btc/egg.chicken', value: JSON.stringify(event) };
}
