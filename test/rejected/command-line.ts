import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from '../support/cli.js';
import { broken, farm, hub, mended, rejected, services, show, type Item } from './support.js';

/** `npm run cli -- rejected …` against the running system. */
export function commandLine(): void {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lumbung-rejected-'));
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ url: services.url }));
    writeFileSync(join(folder, 'demo-keys.json'), JSON.stringify(services.keys));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => cli(folder, ['rejected', ...args], { env: { DATA_DIR: folder } });

  it('lists, shows, mends, resends and dismisses', async () => {
    const [event, unwanted] = [broken(), await rejected()];
    const item = await rejected(event);
    const listed = await run('list', '--party', farm, '--state', 'open', '--limit', '2', '--json');
    expect(listed.code).toBe(0);
    const ids = (JSON.parse(listed.out) as { items: Item[] }).items.map(({ rejectedId }) => rejectedId);
    expect(ids).toEqual([item.rejectedId, unwanted.rejectedId]);
    const payload = await run('show', item.rejectedId, '--payload');
    expect(JSON.parse(payload.out)).toEqual(event);
    const again = await run('resend', item.rejectedId);
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.said).toContain('COMMODITY_UNKNOWN');
    writeFileSync(join(folder, 'mended.json'), JSON.stringify(mended(event)));
    const resent = await run('resend', item.rejectedId, '--file', 'mended.json', '--as', farm);
    expect([resent.code, resent.out]).toEqual([
      0,
      `${item.rejectedId}: dikirim ulang · resent: ${event.source} ${event.id}\n`,
    ]);
    const shown = await run('show', item.rejectedId);
    expect(shown.out).toMatch(/resent[^]*refused btc[^]*COMMODITY_UNKNOWN[^]*resent peternakan-ponggok/);
    const dismissed = await run('dismiss', unwanted.rejectedId, '--reason', 'coba-coba');
    expect([dismissed.code, dismissed.out]).toEqual([
      0,
      `${unwanted.rejectedId}: dikesampingkan · dismissed\n`,
    ]);
    expect(await show(unwanted)).toMatchObject({ state: 'dismissed', resolvedBy: hub, reason: 'coba-coba' });
  });

  it('says what is wrong and with which exit code', async () => {
    const outcomes = await Promise.all([
      run('show', 'none'),
      run('dismiss', 'none'),
      cli(folder, ['rejected', 'list'], { env: { DATA_DIR: join(folder, 'none') } }),
      cli(folder, ['rejected', 'list', '--as', 'nobody'], { env: { DATA_DIR: folder } }),
      cli(folder, ['rejected', 'list'], { env: { GATEWAY_URL: 'http://127.0.0.1:1', LUMBUNG_KEY: 'lk_x' } }),
    ]);
    const told = outcomes.map(({ code, said }) => [code, /[A-Z]+_?[A-Z]+(?=: )/.exec(said)?.[0]]);
    expect(told).toEqual([
      [2, 'NOT_FOUND'],
      [2, 'USAGE'],
      [1, 'NO_SERVER'],
      [2, 'NO_KEY'],
      [1, 'NO_SERVER'],
    ]);
  });
}
