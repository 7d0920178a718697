import createFetchManager, { type FetchLogger } from 'kafkajs/src/consumer/fetchManager.js';
import Runner from 'kafkajs/src/consumer/runner.js';
import { endFetchesOfTheStopped } from './stopped-fetch.js';

const spinsAfter = 1_000;
const logger: FetchLogger = { namespace: () => logger, debug: () => undefined };

/** Starts fetching and stops while the brokers change; answers how often nothing was asked for, and the end. */
async function stopWhileBrokersChange(): Promise<{ asked: number; end: string }> {
  const runner = Object.assign(Object.create(Runner.prototype) as Runner, {
    running: true,
    logger,
    consumerGroup: {},
  });
  let brokers = [1];
  let asked = 0;
  const manager = createFetchManager({
    logger,
    getNodeIds: () => brokers,
    fetch: (nodeId: number) => {
      if (++asked > spinsAfter) throw new Error('it spins');
      if (asked > 1) return runner.fetch(nodeId);
      brokers = [1, 2];
      runner.running = false;
      return Promise.resolve([]);
    },
    handler: () => undefined,
  });
  const end = await manager.start().then(
    () => 'an orderly one',
    (error: Error) => error.message,
  );
  return { asked, end };
}

// The first shows that the client needs it: once it does not, both this and what it is about can go.
it('a stopped consumer whose brokers change spins, as the client is', async () => {
  expect((await stopWhileBrokersChange()).end).toBe('it spins');
});

it('a stopped consumer whose brokers change ends', async () => {
  endFetchesOfTheStopped();
  const { asked, end } = await stopWhileBrokersChange();
  expect(end).toBe('the consumer was stopped');
  expect(asked).toBeLessThan(5);
});
