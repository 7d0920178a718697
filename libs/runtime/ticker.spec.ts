import { setTimeout as sleep } from 'node:timers/promises';
import { Ticker } from './ticker.js';

it('runs once at a time, and no more when it was stopped', async () => {
  let atOnce = 0;
  let runs = 0;
  let most = 0;
  const ticker = new Ticker(async () => {
    runs++;
    most = Math.max(most, ++atOnce);
    await sleep(20);
    atOnce--;
  }, 1);
  ticker.start();
  ticker.run();
  while (runs < 3) await sleep(5);
  await ticker.stop();
  expect([most, atOnce]).toEqual([1, 0]);
  const then = runs;
  await sleep(30);
  expect(runs).toBe(then);
});
