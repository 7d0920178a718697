import type { Sql } from '#database';
import { Refusals } from './refusals.js';

/** Keeps what is written to it, or refuses to. */
class Rows {
  readonly written: { action: string; details: { code: string; attempts: number } }[] = [];
  isDown = false;

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    if (this.isDown) return Promise.reject(new Error('down'));
    const query = (text: string, values: unknown[] = []): Promise<never[]> => {
      if (text.includes('INSERT'))
        this.written.push({ action: String(values[6]), details: JSON.parse(String(values[9])) as never });
      return Promise.resolve([]);
    };
    return work({ query: query as Sql['query'] });
  }

  get attempts(): number {
    return this.written.reduce((sum, { details }) => sum + details.attempts, 0);
  }
}

const attempt = (network: string, code = 'KEY_UNKNOWN') => ({
  hub: 'btc',
  actor: { kind: 'anonymous' as const, id: network },
  party: null,
  action: 'request.refused',
  subject: 'door',
  details: { code, route: 'POST /v1/events', network },
});
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

it('tells of the first at once and counts those like it', async () => {
  const rows = new Rows();
  const refusals = new Refusals({ database: rows });
  for (let i = 0; i < 1_000; i++) refusals.note(attempt('203.0.113.0/24'));
  refusals.note(attempt('203.0.113.0/24', 'FORBIDDEN'));
  await soon();
  expect(rows.written.map(({ details }) => details.attempts)).toEqual([1, 1]);
  await refusals.stop();
  expect(rows.written.at(-1)!.details).toMatchObject({ code: 'KEY_UNKNOWN', attempts: 999 });
  expect(rows.attempts).toBe(1_001);
});

it('writes no more rows than it may, however many sorts there are, and loses none in the count', async () => {
  const rows = new Rows();
  const refusals = new Refusals({ database: rows, rowsPerMinute: 10, kindsMax: 50 });
  for (let i = 0; i < 5_000; i++) refusals.note(attempt(`198.51.${i % 100}.0/24`));
  await refusals.stop();
  expect(rows.written.length).toBeLessThanOrEqual(12);
  expect(rows.attempts).toBe(5_000);
});

it('keeps what a database that is away did not take', async () => {
  const rows = new Rows();
  const errors: unknown[] = [];
  const refusals = new Refusals({ database: rows, onError: (error) => errors.push(error) });
  rows.isDown = true;
  refusals.note(attempt('203.0.113.0/24'));
  await soon();
  expect(errors).toHaveLength(1);
  rows.isDown = false;
  await refusals.stop();
  expect(rows.attempts).toBe(1);
});
