import { Ticker, type Log } from '#runtime';

/** Begins to do work again and again; a run that fails is told, and the next one does it. */
export function again(
  everyMs: number,
  work: () => Promise<unknown>,
  log: Pick<Log, 'warn'>,
  later: string,
): Ticker {
  const ticker = new Ticker(async () => {
    try {
      await work();
    } catch (err) {
      log.warn({ err }, later);
    }
  }, everyMs);
  ticker.start();
  return ticker;
}
