import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Terminal } from '../../apps/launcher/terminal.js';
import { Database, type OutboxMessage } from '#database';
import { insertWebhook, newSecret, recordOutbound, SecretSafe } from '#outbound';
import { processorOf, processorSince } from './processes.js';
import { row, type Measured } from './report.js';
import type { Rig } from './rig.js';
import { steadyRate, type Sizes } from './sizes.js';
import { paced, percentile, repeated } from './stats.js';

const subscribers = 50;
const bodyBytes = 1_200;
/**
 * Events that come together: as after a plan that changed several lanes, and each alone. A batch of the dispatcher is
 * one transaction, and holds whatever has come while the one before was under way.
 */
const bursts = [10, 1] as const;
const roomMs = 15_000;
const hangingPath = '/0';

/** From the publishing of an event until its webhook has it: 50 subscribers, one of which never answers. */
export async function measureWebhooks(rig: Rig, terminal: Terminal, sizes: Sizes): Promise<Measured> {
  const { rounds, steadySeconds } = sizes;
  const databaseUrl = await rig.preparedDatabase();
  const key = randomBytes(32).toString('base64');
  const receiver = await Receiver.start();
  const { port } = receiver;
  const database = await Database.connect({ url: databaseUrl, name: 'bench', connectionsMax: 8 });
  const safe = new SecretSafe(key);
  for (let n = 0; n < subscribers; n++) {
    const webhookId = randomUUID();
    const secret = safe.seal(newSecret(), webhookId);
    const url = `http://127.0.0.1:${port}/${n}`;
    const its = { webhookId, party: `p-${n}`, url, description: '', types: null, secret };
    await insertWebhook(database, its, Date.now());
  }
  await rig.start('dispatcher', databaseUrl, {
    env: { WEBHOOK_KEY: key, WEBHOOK_TARGETS: `127.0.0.1:${port}` },
  });
  const count = steadyRate * steadySeconds;
  const seen = new Map<number, Seen[]>(bursts.map((size) => [size, []]));
  const publisher = new Publisher(database);
  const publish = (i: number, ids: string[]): Promise<void> => publisher.add(i, ids);
  const connections = new Agent({ keepAlive: true });
  const bare = async (i: number, ids: string[]): Promise<void> =>
    void (await Promise.all(ids.map((id, n) => post(port, i + n, id, connections))));
  terminal.step({ id: `${subscribers} pelanggan webhook`, en: `${subscribers} subscribers by webhook` });
  await measure(receiver, count, bursts[0], publish);
  const before = processorOf(rig);
  const begin = performance.now();
  for (const size of bursts)
    await repeated(rounds, async () => seen.get(size)!.push(await measure(receiver, count, size, publish)));
  const cost = processorSince(before, rig, (performance.now() - begin) / 1_000);
  await rig.stop('dispatcher');
  const floor = await measure(receiver, count, bursts[0], bare);
  connections.destroy();
  await Promise.all([receiver.stop(), database.close()]);
  const at = `${subscribers} webhooks, one hanging, ${steadyRate} deliveries/s`;
  const rowOf = (size: number, label: string, share: number) =>
    row(
      `${at}, ${size} at a time: published to received, ${label}`,
      'ms',
      seen.get(size)!.map(({ ms }) => percentile(ms, share)),
      { name: `a bare POST, ${label}`, value: percentile(floor.ms, share) },
    );
  const sum = (of: (one: Seen) => number) =>
    [...seen.values()].flat().reduce((total, one) => total + of(one), 0);
  return {
    rows: [
      ...bursts.flatMap((size) => [
        rowOf(size, 'p50', 0.5),
        rowOf(size, 'p99', 0.99),
        rowOf(size, 'slowest', 1),
      ]),
      row('dispatcher, processor time a second', 'ms', [cost['dispatcher'] ?? NaN]),
    ],
    notes: [
      `${sum(({ due }) => due)} deliveries were due to the others, ${sum(({ missed }) => missed)} were missed, ${sum(({ doubled }) => doubled)} came twice.`,
      'The receiver and whoever publishes share this process.',
    ],
  };
}

/** Publishes as the dispatcher does: one transaction at a time, with all that has come meanwhile. */
class Publisher {
  private waiting: OutboxMessage[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  add(i: number, ids: string[]): Promise<void> {
    this.waiting.push(
      ...ids.map((id, n) => ({
        topic: `outbound.p-${(i + n) % subscribers}`,
        key: `lane-${(i + n) % 7}`,
        value: Buffer.from(bodyOf(id)),
      })),
    );
    return (this.running ??= this.run().finally(() => (this.running = undefined)));
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const messages = this.waiting.splice(0);
      await this.database.transaction(async (sql) => void (await recordOutbound(sql, messages, Date.now())));
    }
  }
}

interface Seen {
  ms: number[];
  due: number;
  missed: number;
  doubled: number;
}

async function measure(
  receiver: Receiver,
  count: number,
  atOnce: number,
  send: (i: number, ids: string[]) => Promise<void>,
): Promise<Seen> {
  const begun = new Map<string, number>();
  receiver.times.clear();
  receiver.doubled = 0;
  const prefix = randomUUID();
  const failures: unknown[] = [];
  await paced(steadyRate / atOnce, count / atOnce, (round) => {
    const first = round * atOnce;
    const ids = Array.from({ length: atOnce }, (_, n) => `${prefix}-${first + n}`);
    ids.forEach((id, n) => {
      if ((first + n) % subscribers !== 0) begun.set(id, performance.now());
    });
    send(first, ids).catch((error: unknown) => failures.push(error));
  });
  if (failures.length > 0) throw failures[0] as Error;
  const until = performance.now() + roomMs;
  const isDone = () => [...begun.keys()].every((id) => receiver.times.has(id));
  while (!isDone() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  const ms = [...begun].flatMap(([id, at]) => {
    const got = receiver.times.get(id);
    return got === undefined ? [] : [got - at];
  });
  return { ms, due: begun.size, missed: begun.size - ms.length, doubled: receiver.doubled };
}

function bodyOf(id: string): string {
  const event = { specversion: '1.0', id, type: 'lumbung.shipment.updated.v1', data: { pad: '' } };
  event.data.pad = 'x'.repeat(bodyBytes - JSON.stringify(event).length);
  return JSON.stringify(event);
}

function post(port: number, i: number, id: string, agent: Agent): Promise<void> {
  const path = `/${(i % (subscribers - 1)) + 1}`;
  return new Promise((resolve, reject) => {
    const headers = { 'webhook-id': id };
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      answer.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(bodyOf(id));
  });
}

class Receiver {
  readonly times = new Map<string, number>();
  doubled = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (asked, answer) => {
      asked.resume();
      if (asked.url === hangingPath) return;
      asked.once('end', () => {
        const id = asked.headers['webhook-id'] as string;
        if (receiver.times.has(id)) receiver.doubled++;
        else receiver.times.set(id, performance.now());
        answer.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
