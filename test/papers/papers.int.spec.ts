import { createHash } from 'node:crypto';
import request from 'supertest';
import { readAudit, verifyAudit } from '#database';
import { startBench, type Bench } from '../gateway/support.js';
import { scan, type Scanned } from './scan.js';
import { carrier, keep, keepStock, shipmentId, shipmentOf } from './world.js';

jest.setTimeout(120_000);

const base = 'https://lumbung.example';
const strokes = 'M40 150 L80 40 L120 160 L160 50 L210 140 M230 90 L330 80 L420 130 L560 60';
let bench: Bench;

interface Shown {
  number: string;
  hash: string;
  replaces: string | null;
  proofUrl: string;
  pdf: string;
  revision: number;
  code?: string;
  statement?: string;
  items?: { isCurrent: boolean; number: string }[];
}

beforeAll(async () => {
  bench = await startBench({ PUBLIC_URL: base });
  await keep(bench.database, shipmentOf());
  await keepStock(bench.database, 'kandang-ponggok/lot-2411-a', '2026-12-06');
}, 60_000);
afterAll(() => bench?.stop());

async function ask(method: 'get' | 'post', path: string, party: string | null, body?: object) {
  const sent = request(bench.url)[method](path);
  if (party !== null) sent.set('authorization', `Bearer ${bench.keys[party]!}`);
  const answer = await (body === undefined ? sent : sent.send(body));
  return { status: answer.status, body: answer.body as Shown, text: answer.text };
}
const issue = (kind: string, party: string = carrier, more = {}) =>
  ask('post', `/v1/shipments/${shipmentId}/documents`, party, { kind, ...more });
const sign = (role: string, name: string, party: string, more = {}) =>
  ask('post', `/v1/shipments/${shipmentId}/signatures`, party, { role, name, strokes, ...more });
async function pdfOf(path: string, party: string = carrier): Promise<Buffer> {
  const sent = request(bench.url).get(path).set('authorization', `Bearer ${bench.keys[party]!}`).buffer(true);
  const answer = await sent.parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => done(null, Buffer.concat(parts)));
  });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  return answer.body as Buffer;
}
const textOf = ({ pages }: Scanned) =>
  pages
    .map(({ text }) => text)
    .join('\n')
    .replace(/\s+/g, ' ');
const isReadable = ({ width, height, pages }: Scanned) => {
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  for (const { smallest } of pages) expect(smallest).toBeGreaterThanOrEqual(8.99);
};
const proven = (url: string) => ask('get', url.replace(base, ''), null);

it('a delivery note is issued once, is the same bytes each time, and its code leads to what proves it', async () => {
  const first = await issue('SJ', carrier, { driver: 'Slamet Riyadi' });
  expect([first.status, first.body]).toMatchObject([
    201,
    { number: 'SJ/BTC/2026/000001', replaces: null, revision: 3 },
  ]);
  const again = await issue('SJ', 'btc');
  expect([again.status, again.body]).toEqual([200, first.body]);

  const pdf = await pdfOf(first.body.pdf);
  expect((await pdfOf(first.body.pdf, 'food-station')).equals(pdf)).toBe(true);
  const seen = scan(pdf, 'sj');
  isReadable(seen);
  for (const words of [
    'SURAT JALAN',
    'SJ/BTC/2026/000001',
    'Slamet Riyadi',
    'AG-8123-UK',
    '4.000 kg',
    '266 peti + 10 kg',
    'lot-2411-a',
    '6 Desember 2026',
    'WIB',
    'Halaman / page 1 dari / of 1',
  ])
    expect(textOf(seen)).toContain(words);

  expect(seen.code).toBe(first.body.proofUrl);
  const page = await proven(seen.code!);
  expect(page.status).toBe(200);
  for (const words of ['ASLI DAN BERLAKU', 'SJ/BTC/2026/000001', 'Disanggupi pengangkut'])
    expect(page.text).toContain(words);
  expect(page.text.replaceAll(' ', '')).toContain(first.body.hash);
  // It tells whoever found the paper nothing of goods, people or places.
  for (const words of ['Slamet', 'AG-8123', 'egg', 'Telur', 'Ponggok', carrier, shipmentId])
    expect(page.text).not.toContain(words);
});

it('an altered token, a foreign key and altered content are not genuine', async () => {
  const { proofUrl, number } = (await issue('SJ')).body;
  const token = proofUrl.slice(`${base}/d/`.length);
  const altered = [...token].map(
    (sign, at) => token.slice(0, at) + (sign === 'A' ? 'B' : 'A') + token.slice(at + 1),
  );
  for (const one of [...altered, token.slice(1), `${token}A`, 'x', '%00'.repeat(14)]) {
    const { status, text } = await proven(`/d/${one}`);
    expect([one, status === 404 || status === 400, text.includes('BERLAKU')]).toEqual([one, true, false]);
  }
  const key = Buffer.alloc(32, 9).toString('base64');
  const stranger = await bench.another({ PAPER_KEY: key });
  const both = await bench.another({ PAPER_KEY: `${key},${bench.env['PAPER_KEY']!}` });
  const status = async ({ port }: { port: number }) =>
    (await request(`http://127.0.0.1:${port}`).get(`/d/${token}`)).status;
  expect([await status(stranger), await status(both)]).toEqual([404, 200]);
  await stranger.stop();
  await both.stop();
  await bench.database.query(
    `UPDATE papers.document SET content = replace(content, '4000000', '5000000') WHERE number = $1`,
    [number],
  );
  expect((await proven(proofUrl)).text).toContain('TIDAK ASLI');
  await bench.database.query(
    `UPDATE papers.document SET content = replace(content, '5000000', '4000000') WHERE number = $1`,
    [number],
  );
  expect((await proven(proofUrl)).status).toBe(200);
});

it('a change makes a new paper that names the old one, and the old one says so', async () => {
  const old = (await issue('SJ')).body;
  // A position is another revision of the shipment and changes nothing that the paper says.
  await keep(bench.database, shipmentOf({ revision: 4 }));
  expect((await issue('SJ')).body.number).toBe(old.number);
  const [line] = shipmentOf().lines;
  await keep(
    bench.database,
    shipmentOf({ revision: 5, status: 'dispatched', lines: [{ ...line!, quantity: 3_970_000 }] }),
  );
  const next = await issue('SJ');
  expect([next.status, next.body]).toMatchObject([
    201,
    { number: 'SJ/BTC/2026/000002', replaces: old.number, revision: 5 },
  ]);
  expect(textOf(scan(await pdfOf(next.body.pdf)))).toContain(`${old.number}`);
  expect((await proven(old.proofUrl)).text).toContain('SUDAH DIGANTI');
  expect((await proven(old.proofUrl)).text).toContain(next.body.number);
  expect((await proven(next.body.proofUrl)).text).toContain('BERLAKU');
  // Its date of best before and its driver are known from the old one.
  await bench.database.query('DELETE FROM reconciler.stock');
  expect((await issue('SJ')).body.number).toBe(next.body.number);
});

it('a load list has a page for each vehicle, a header on each page, and every unit of the shipment once', async () => {
  const [line] = shipmentOf().lines;
  const lines = Array.from({ length: 90 }, (_, n) => ({
    ...line!,
    lot: `lot-${n}`,
    quantity: 75_000 + n * 1_000,
  }));
  const many = shipmentOf({
    shipmentId: 'banyak',
    vehicles: [{ code: 'CDD', count: 3 }],
    lines,
    status: 'accepted',
  });
  await keep(bench.database, many);
  const { status, body } = await ask('post', '/v1/shipments/banyak/documents', carrier, { kind: 'DM' });
  expect([status, body.number]).toEqual([201, `DM/${carrier.toUpperCase()}/2026/000001`]);
  const seen = scan(await pdfOf(body.pdf), 'dm');
  isReadable(seen);
  expect(seen.pages.length).toBeGreaterThan(3);
  for (const [n, { text }] of seen.pages.entries()) {
    if (/lot-\d/.test(text)) expect(text).toContain('Baik s.d.');
    expect(text.replace(/\s+/g, ' ')).toContain(`Halaman / page ${n + 1} dari / of ${seen.pages.length}`);
  }
  for (const n of [1, 2, 3]) expect(textOf(seen)).toContain(`Kendaraan ${n} dari 3`);
  const grams = [...textOf(seen).matchAll(/Jumlah seluruhnya \/ total: ([\d.,]+) kg/g)]
    .map(([, kilograms]) => Number(kilograms!.replaceAll('.', '').replace(',', '.')) * 1_000)
    .reduce((sum, each) => sum + each, 0);
  expect(grams).toBe(lines.reduce((sum, { quantity }) => sum + quantity, 0));
});

it('what giver and receiver drew is on the receipt, and holds for what they signed alone', async () => {
  expect([(await issue('BAST')).status]).toEqual([201]);
  const there = await ask('get', `/v1/shipments/${shipmentId}/signatures`, 'food-station');
  const statement = there.body.statement!;
  const given = await sign('giver', 'Slamet Riyadi', carrier, { statement });
  expect([given.status, given.body]).toMatchObject([
    201,
    { role: 'giver', party: carrier, statement, isCurrent: true },
  ]);
  // Eight crates are short: what was signed before is not signed now.
  const [line] = shipmentOf().lines;
  const received = { ...line!, quantity: 3_970_000, received: 3_850_000, varianceReason: 'Pecah di jalan' };
  await keep(bench.database, shipmentOf({ revision: 6, status: 'closed', lines: [received] }));
  expect((await sign('receiver', 'Ibu Rahma', 'food-station', { statement })).body.code).toBe(
    'SIGNED_CHANGED',
  );
  expect((await sign('receiver', 'Ibu Rahma', 'food-station')).status).toBe(201);
  const half = (await issue('BAST')).body;
  expect(textOf(scan(await pdfOf(half.pdf)))).not.toContain('Slamet Riyadi PT');
  await sign('giver', 'Slamet Riyadi', carrier);
  const { status, body } = await issue('BAST', 'food-station');
  expect([status, body]).toMatchObject([201, { number: 'BAST/BTC/2026/000003', replaces: half.number }]);
  const pdf = await pdfOf(body.pdf, 'food-station');
  const seen = scan(pdf, 'bast');
  isReadable(seen);
  for (const words of ['Ibu Rahma', 'Slamet Riyadi', '3.850 kg', 'Kurang 120 kg: Pecah di jalan'])
    expect(textOf(seen)).toContain(words);
  expect((await proven(seen.code!)).text).toContain('Selesai');
  const signed = await ask('get', `/v1/shipments/${shipmentId}/signatures`, 'btc');
  expect(signed.body.items!.map(({ isCurrent }) => isCurrent)).toEqual([false, true, true]);
  const [row] = await bench.database.query<{ signed_by_kind: string; signed_by: string }>(
    `SELECT signed_by_kind, signed_by FROM papers.signature WHERE role = 'receiver'`,
  );
  expect(row).toMatchObject({ signed_by_kind: 'key', signed_by: expect.stringMatching(/./) as string });
});

it.each([
  ['fewer', 'M1 1 L2 2'],
  ['too small', 'M1 1 L2 2 L3 3 L4 4 L5 5'],
  ['outside', 'M1 1 L700 2 L3 3 L4 4 L5 5'],
  ['more than', `M1 1${' L9 99'.repeat(6_000)}`],
  ['not a path', 'M1 1 L90 20"/><script>'],
  ['not a path', 'M1 1 C2 2 3 3 4 4'],
])('a drawing is refused that is %s', async (fault, drawn) => {
  const { status, body } = await sign('giver', 'Slamet', carrier, { strokes: drawn });
  expect([status, body]).toMatchObject([
    422,
    { code: 'STROKES_REFUSED', fault: expect.stringContaining(fault) as string },
  ]);
});

it('nobody else sees, makes or signs a paper, also where reading is open', async () => {
  const { pdf } = (await issue('SJ')).body;
  for (const party of ['e-peken', null])
    for (const [method, path, body] of [
      ['get', `/v1/shipments/${shipmentId}/documents`],
      ['get', `/v1/shipments/${shipmentId}/signatures`],
      ['get', pdf],
      ['post', `/v1/shipments/${shipmentId}/documents`, { kind: 'SJ' }],
      ['post', `/v1/shipments/${shipmentId}/signatures`, { role: 'giver', name: 'Ayu', strokes }],
    ] as const)
      expect([path, (await ask(method, path, party, body)).status]).toEqual([
        path,
        party === null ? 401 : 404,
      ]);
  await keep(bench.database, shipmentOf({ shipmentId: 'usulan', status: 'recommended', carrier: null }));
  const early = await ask('post', '/v1/shipments/usulan/documents', 'btc', { kind: 'SJ' });
  expect([early.status, early.body]).toMatchObject([409, { code: 'PAPER_NOT_YET', state: 'recommended' }]);
});

it('numbers have no gap and no double, whoever asks at once and whatever is aborted', async () => {
  const [{ last }] = (await bench.database.query<{ last: string }>(
    `SELECT last FROM papers.counter WHERE kind = 'SJ' AND party = 'btc'`,
  )) as [{ last: string }];
  const ids = Array.from({ length: 24 }, (_, n) => `serentak-${n}`);
  for (const id of ids) await keep(bench.database, shipmentOf({ shipmentId: id }));
  const aborted = ids.map((id, n) =>
    bench.database
      .transaction(async (sql) => {
        await sql.query(
          `INSERT INTO papers.document (document_id, kind, party, year, shipment_id, revision, basis, content, issued_at,
             issued_by_kind, issued_by)
           VALUES (gen_random_uuid(), 'SJ', 'btc', 2026, $1, 1, '', $2, now(), 'key', 'x')`,
          [id, `{"n":${n}}`],
        );
        throw new Error('no');
      })
      .catch(() => undefined),
  );
  // Each is asked for three times at once.
  const answers = await Promise.all(
    [...ids, ...ids, ...ids].map((id, n) =>
      ask('post', `/v1/shipments/${id}/documents`, n % 2 ? carrier : 'btc', { kind: 'SJ' }),
    ),
  );
  await Promise.all(aborted);
  expect(answers.map(({ status }) => status).sort()).toEqual(
    [...ids, ...ids].map(() => 200).concat(ids.map(() => 201)),
  );
  const numbers = [...new Set(answers.map(({ body }) => body.number))].sort();
  expect(numbers).toEqual(ids.map((_, n) => `SJ/BTC/2026/${String(Number(last) + n + 1).padStart(6, '0')}`));
  const all = await bench.database.query<{ serial: string }>(
    `SELECT serial FROM papers.document WHERE kind = 'SJ' AND party = 'btc' ORDER BY serial`,
  );
  expect(all.map(({ serial }) => Number(serial))).toEqual(all.map((_, n) => n + 1));
});

it('what was done is in the audit, and its hash is what the paper says', async () => {
  const audit = await readAudit(bench.database, 'btc', 0, 500);
  const done = audit.filter(({ outcome }) => outcome === 'done').map(({ action }) => action);
  expect([done.includes('document.issued'), done.includes('shipment.signed')]).toEqual([true, true]);
  expect((await verifyAudit(bench.database, 'btc')).brokenAt).toBeNull();
  const rows = await bench.database.query<{ number: string; content: string; hash: Buffer }>(
    'SELECT number, content, hash FROM papers.document',
  );
  for (const { number, content, hash } of rows)
    expect(hash.equals(createHash('sha256').update(`${number}\n${content}`).digest())).toBe(true);
});
