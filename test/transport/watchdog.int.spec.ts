import { Watchdog } from '#kafka';
import { testBrokers } from '../support/platform.js';
import { quiet } from '../support/quiet.js';

jest.setTimeout(60_000);

const dogs: Watchdog[] = [];
afterEach(() => dogs.splice(0).forEach((dog) => dog.stop()));

function dogAt(brokers: string[]): { dog: Watchdog; stuck: number[] } {
  const stuck: number[] = [];
  const dog = new Watchdog({
    client: { brokers, clientId: 'test', log: quiet },
    silentAfterMs: 500,
    onStuck: (silentMs) => stuck.push(silentMs),
  });
  dogs.push(dog);
  dog.start();
  return { dog, stuck };
}

it('bites a consumer that is silent while the broker answers, and no other', async () => {
  const brokers = [await testBrokers()];
  const silent = dogAt(brokers);
  const lively = dogAt(brokers);
  const mute = dogAt(brokers);
  const stopped = dogAt(brokers);
  const brokerless = dogAt(['127.0.0.1:9']);
  for (const { dog } of [silent, lively, stopped, brokerless]) dog.sign();
  stopped.dog.stop();
  const signs = setInterval(() => lively.dog.sign(), 100);
  for (const giveUpAt = Date.now() + 30_000; silent.stuck.length === 0 && Date.now() < giveUpAt;)
    await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(signs);
  expect(silent.stuck[0]).toBeGreaterThan(500);
  expect([lively, mute, stopped, brokerless].map(({ stuck }) => stuck.length)).toEqual([0, 0, 0, 0]);
});
