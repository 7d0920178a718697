import fc from 'fast-check';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { configurationFaults, fetchJson, nextDueMs, pageUrl, readPage, Targets } from './index.js';
import type { PollConnector } from './index.js';
import { isPublicAddress } from './targets.js';

const connector: PollConnector = {
  url: 'https://example.org/plans?limit=2',
  everySeconds: 30,
  items: '/data',
  cursor: { parameter: 'since', next: '/meta/next', first: '0' },
  mapping: '$',
};

describe('a page of a poll', () => {
  it('asks from the cursor on, beside what the address already says', () => {
    expect(pageUrl(connector, null).href).toBe('https://example.org/plans?limit=2&since=0');
    expect(pageUrl(connector, 'a b&c').searchParams.get('since')).toBe('a b&c');
  });

  it('goes on while the server names another cursor, and stays where it names none', () => {
    expect(readPage(connector, '1', { data: [1, 2], meta: { next: 3 } })).toEqual({
      items: [1, 2],
      cursor: '3',
      isMore: true,
    });
    expect(readPage(connector, '3', { data: [], meta: { next: null } })).toEqual({
      items: [],
      cursor: '3',
      isMore: false,
    });
    expect(readPage(connector, '3', { data: [9], meta: { next: '3' } }).isMore).toBe(false);
    expect(readPage(connector, '3', { data: [9], meta: { next: 'x'.repeat(2_000) } }).cursor).toBe('3');
    expect(() => readPage(connector, null, { error: 'none' })).toThrow('no JSON');
    expect(() => readPage(connector, null, { data: Array(1_001).fill(1) })).toThrow('too large');
  });

  it('waits ever longer after failures, never less than asked, never longer than the limit', () => {
    const due = (failures: number, retryAfterMs: number | null = null) =>
      nextDueMs(0, { everySeconds: 30, failures, retryAfterMs });
    expect([due(0), due(1), due(2), due(5)]).toEqual([30_000, 2_000, 4_000, 32_000]);
    expect(due(1, 60_000)).toBe(60_000);
    fc.assert(
      fc.property(fc.nat(1_000), (failures) => {
        expect(due(failures + 1)).toBeGreaterThanOrEqual(failures === 0 ? 0 : due(failures));
        expect(due(failures)).toBeLessThanOrEqual(900_000);
      }),
    );
  });
});

describe('where a poll may go', () => {
  it.each(
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 224.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 not-an-address'.split(
      ' ',
    ),
  )('not to %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '103.10.66.1', '2404:6800:4003::5', '172.32.0.1', '100.128.0.1'])('to %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  let server: Server;
  let port: number;
  let answer: (reply: import('node:http').ServerResponse) => void;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_request, reply) => {
      asked++;
      answer(reply);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  const ask = (host: string, named: string[], rest = {}) =>
    fetchJson({
      url: new URL(`http://${host}:${port}/`),
      headers: {},
      targets: new Targets(named),
      ...rest,
    }).catch((error: { code: string }) => error.code);

  it('reaches nothing inside by any spelling, and does what a setting names', async () => {
    answer = (reply) => void reply.end('{"ok":true}');
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
      expect([host, await ask(host, [])]).toEqual([host, 'TARGET_REFUSED']);
    expect(await ask('127.0.0.1', [`127.0.0.1:${port + 1}`])).toBe('TARGET_REFUSED');
    const encrypted = { url: new URL(`https://localhost:${port}/`), headers: {}, targets: new Targets([]) };
    await expect(fetchJson(encrypted)).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
    expect(asked).toBe(0);
    expect(await ask('127.0.0.1', [`127.0.0.1:${port}`])).toEqual({ ok: true });
    expect(await ask('localhost', [`localhost:${port}`])).toEqual({ ok: true });
  });

  it('follows nobody, waits and reads no more than it may, and takes only JSON', async () => {
    const named = [`127.0.0.1:${port}`];
    answer = (reply) => void reply.writeHead(302, { location: 'http://127.0.0.1/' }).end();
    expect(await ask('127.0.0.1', named)).toBe('REDIRECTED');
    answer = (reply) => void reply.writeHead(503, { 'retry-after': '7' }).end();
    await expect(
      fetchJson({ url: new URL(`http://127.0.0.1:${port}/`), headers: {}, targets: new Targets(named) }),
    ).rejects.toMatchObject({ code: 'STATUS', status: 503, retryAfterMs: 7_000 });
    answer = (reply) => void reply.end('x'.repeat(5_000));
    expect(await ask('127.0.0.1', named, { bytesMax: 1_000 })).toBe('ANSWER_TOO_LARGE');
    expect(await ask('127.0.0.1', named)).toBe('ANSWER_NOT_JSON');
    answer = (reply) => void reply.write('{');
    expect(await ask('127.0.0.1', named, { answerMs: 100 })).toBe('TOO_SLOW');
  });
});

describe('a declaration', () => {
  const paths = (kind: never, value: object) =>
    configurationFaults(kind, 'depok-pangan', value).map(({ path }) => path);

  it('is refused with the place of what is wrong', () => {
    expect(paths('poll' as never, connector)).toEqual([]);
    expect(paths('poll' as never, { ...connector, url: 'https://a:b@example.org/' })).toEqual(['/url']);
    expect(paths('poll' as never, { ...connector, url: 'file:///etc/passwd' })).toEqual(['/url']);
    expect(paths('poll' as never, { ...connector, password: 'x' })).toEqual(['/password']);
    expect(paths('push' as never, {})).toEqual(['/mapping']);
    expect(paths('upload' as never, { mapping: '$', columns: [{ name: 'a' }, { name: 'a' }] })).toEqual([
      '/columns',
    ]);
  });

  it('reads no topic of others on the hub’s own Kafka', () => {
    expect(paths('topic' as never, { mapping: '$', topic: 'outbound.e-peken' })).toEqual(['/topic']);
    expect(paths('topic' as never, { mapping: '$', topic: 'foreign.depok-panganan.x' })).toEqual(['/topic']);
    expect(paths('topic' as never, { mapping: '$', topic: 'foreign.depok-pangan.kebutuhan' })).toEqual([]);
  });
});
