import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { firstAdministratorLink } from '#access';
import { Database } from '#database';
import { Visitor } from '../access/browser.js';
import { browserArguments, browserExecutable, desk, phone, visit } from '../support/browser.js';
import { until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(120_000);

const strong = 'sawah hijau di kaki gunung';
const pictures = process.env['TEST_PICTURES'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const place = 'kandang-sanankulon';
const [tapsMax, bytesMax] = [9, 150 * 1024];

let services: RunningServices;
let database: Database;
let browser: Browser;
let administrator: Visitor;
let officer: { context: BrowserContext; page: Page; id: string };
const complaints: string[] = [];
const refusals = /status of (401|404)|ERR_INTERNET_DISCONNECTED|net::ERR_FAILED|FetchEvent|Failed to fetch/;

beforeAll(async () => {
  services = await startServices();
  database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 1 });
  const { token } = (await database.transaction(firstAdministratorLink))!;
  administrator = new Visitor(services.url);
  await administrator.ask('post', '/v1/invitations/accept', {
    ...{ token, username: 'wulan', name: 'Wulan Sari', password: strong },
  });
  browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
  officer = await fieldOfficer();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await database?.close();
  await services?.stop();
}, 60_000);

/** A field officer of the regency's department, signed in at a desk. */
async function fieldOfficer() {
  const { body: parties } = await administrator.ask('get', '/v1/parties?limit=500');
  const { code: party } = (
    parties as unknown as { items: { code: string; kind: string; regions: string[] }[] }
  ).items.find(({ kind, regions }) => kind === 'department' && regions.includes('35.05'))!;
  const { body } = await administrator.ask('post', '/v1/people', {
    ...{ party, username: 'penyuluh', name: 'Rina Lestari', roles: ['field'] },
  });
  const invited = body as unknown as { person: { id: string }; link: { path: string } };
  const { context, page } = await visit(browser, { complaints, refusals });
  const headers = { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' };
  const accepted = await context.request.post(`${services.url}/v1/invitations/accept`, {
    data: { token: invited.link.path.split('/').at(-1)!, password: strong },
    headers,
  });
  expect(accepted.status()).toBe(200);
  return { context, page, id: invited.person.id };
}

/** The link that an officer shows a producer, made in the dashboard. */
async function linkFor(names: string[], isMine: boolean): Promise<string> {
  const { page } = officer;
  await page.goto(`${services.url}/#/lapangan`);
  await page.getByRole('button', { name: 'Undang HP' }).click();
  if (isMine) await page.getByLabel('HP saya sendiri').check();
  for (const name of names) await page.getByLabel(name).check();
  await page.getByRole('button', { name: 'Buat tautan' }).click();
  await page.getByRole('img', { name: 'Kode QR' }).waitFor();
  const link = (await page.locator('section code').textContent())!;
  await picture(page, `officer-${isMine ? 'own' : 'producer'}`);
  await page.getByRole('button', { name: 'Tutup', exact: true }).click();
  return link;
}

/** A cheap phone; what it taps and what it loads is counted. */
async function newPhone() {
  const context = await browser.newContext({ viewport: phone, locale: 'id-ID', serviceWorkers: 'allow' });
  context.setDefaultTimeout(15_000);
  const open = async () => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    return page;
  };
  return { context, open };
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const key = (page: Page, name: string) => page.locator(`[data-key="${name}"]`).click();

async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await key(page, digit);
}

async function isUsable(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ').slice(0, 300)))`)) as string[];
  expect(found).toEqual([]);
  const small = await page.evaluate(
    `[...document.querySelectorAll('button, input')].map((one) => one.getBoundingClientRect().height).filter((height) => height < 48)`,
  );
  expect(small).toEqual([]);
}

/** With TEST_PICTURES, the page in both languages and themes. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  const size = page.viewportSize()!;
  const widths = name.startsWith('officer') ? [desk, phone] : [phone];
  for (const wanted of widths) {
    await page.setViewportSize(wanted);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `field-${name}-${wanted.width}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(size);
}

const stockIs = (grams: number) =>
  until(async () => {
    const { body } = await administrator.ask('get', `/v1/stock?location=${place}`);
    const { items } = body as unknown as { items: { onHand?: number; quantity?: number }[] };
    return items.some((line) => Object.values(line).includes(grams));
  });

interface Said {
  eventId: string;
  state: string;
  enteredBy: { id: string; name: string | null } | null;
}
async function factsAt(): Promise<Said[]> {
  const { body } = await administrator.ask(
    'get',
    `/v1/facts?hub=btc&commodity=egg.chicken&location=${place}`,
  );
  return (body as unknown as { items: Said[] }).items;
}

it('a producer joins by a link, counts, goes on without a network, and is heard once', async () => {
  const link = await linkFor(['Sanankulon'], false);
  const { context, open } = await newPhone();
  const page = await open();
  const slow = await context.newCDPSession(page);
  let bytes = 0;
  slow.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await slow.send('Network.enable');
  await slow.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 },
  });
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const startedMs = Date.now();
  await page.addInitScript(`addEventListener('click', () => (window.taps = (window.taps ?? 0) + 1), true)`);
  await page.goto(link, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  const usableMs = Date.now() - startedMs;
  expect(page.url()).not.toContain('#');
  await press(page, 'Mulai');
  await press(page, /^Stok sekarang/);
  await type(page, '1200');
  await press(page, 'Lanjut');
  await page.getByText('1.200 kg telur ayam di Kandang Sanankulon?').waitFor();
  await page.getByText('Dibaca: seribu dua ratus kilogram').waitFor();
  await press(page, 'Ya, kirim');
  await page.getByText('Laporan terakhir').waitFor();
  const firstCountMs = Date.now() - startedMs;
  const taps = await page.evaluate<number>('window.taps');
  process.stdout.write(
    `entry on slow 3G: usable ${usableMs} ms, first count ${firstCountMs} ms, ${taps} taps, ${bytes} bytes\n`,
  );
  expect(taps).toBeLessThanOrEqual(tapsMax);
  expect(bytes).toBeLessThanOrEqual(bytesMax);
  await slow.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  });
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await stockIs(1_200_000);
  await page.getByText('Diterima').waitFor();
  await isUsable(page);
  await picture(page, 'home');
  await page.evaluate('navigator.serviceWorker.ready');

  await context.setOffline(true);
  await press(page, /^Terjual/);
  await type(page, '20');
  await press(page, 'peti');
  await isUsable(page);
  await picture(page, 'quantity');
  await press(page, 'Lanjut');
  await page.getByText('Sama dengan 300 kg').waitFor();
  await isUsable(page);
  await picture(page, 'confirm');
  await page.getByRole('button', { name: 'Ya, kirim' }).dblclick();
  await page.getByText('1 laporan belum terkirim').waitFor();
  await page.close();
  const again = await open();
  await again.goto(`${services.url}/lapor/`);
  await again.getByText('1 laporan belum terkirim').waitFor();
  await again.getByText('Tidak ada jaringan').waitFor();
  await isUsable(again);
  await picture(again, 'offline');
  const heard: string[] = [];
  again.on('request', (request) => {
    if (request.url().endsWith('/reports')) heard.push((request.postDataJSON() as { id: string }).id);
  });
  await context.setOffline(false);
  await stockIs(900_000);
  await again.getByText('1 laporan belum terkirim').waitFor({ state: 'detached' });
  expect(new Set(heard).size).toBe(1);
  expect((await factsAt()).map(({ enteredBy }) => enteredBy)).toEqual([null, null]);

  // What was wrong is taken back and said again.
  await press(again, 'Betulkan');
  await isUsable(again);
  await press(again, 'Ganti jumlahnya');
  await type(again, '10');
  await press(again, 'Lanjut');
  await press(again, 'Ya, kirim');
  await stockIs(1_050_000);
  expect((await factsAt()).filter(({ state }) => state === 'corrected')).toHaveLength(1);

  // The link lets nobody else in, and a revoked phone is told so and keeps what it has.
  const stranger = await newPhone();
  const other = await stranger.open();
  await other.goto(link);
  await press(other, 'Mulai');
  await other.getByText(/sudah terpakai/).waitFor();
  await isUsable(other);
  await officer.page.reload();
  await officer.page.getByRole('button', { name: 'Cabut izin' }).first().click();
  await officer.page.getByRole('button', { name: 'Ya, cabut sekarang' }).click();
  await officer.page.getByText('Dicabut', { exact: true }).waitFor();
  await press(again, /^Stok sekarang/);
  await type(again, '5');
  await press(again, 'Lanjut');
  await press(again, 'Ya, kirim');
  await again.getByText(/tidak boleh melapor lagi/).waitFor();
  await again.getByText('1 laporan belum terkirim').waitFor();
  await isUsable(again);
  await picture(again, 'revoked');
  await stranger.context.close();
  await context.close();
});

it('a field officer enters for several producers, with a name on the facts', async () => {
  const link = await linkFor(['Sanankulon', 'Ponggok'], true);
  const { context, open } = await newPhone();
  const page = await open();
  await page.goto(link);
  await press(page, 'Mulai');
  await page.getByText('Untuk siapa?').waitFor();
  await isUsable(page);
  await picture(page, 'producers');
  await press(page, /Sanankulon/);
  await page.getByText('Petugas: Rina Lestari').waitFor();
  await press(page, /^Stok sekarang/);
  await type(page, '700');
  await press(page, 'Lanjut');
  await press(page, 'Ya, kirim');
  await stockIs(700_000);
  const entered = await until(async () => (await factsAt()).find(({ enteredBy }) => enteredBy !== null));
  expect(entered.enteredBy).toEqual({ id: officer.id, name: 'Rina Lestari' });
  await press(page, 'EN');
  await page.getByText('Last reports').waitFor();
  await picture(page, 'english');
  const secret = await page.evaluate<string>(`new Promise((done) => {
    const asked = indexedDB.open('lumbung-entry-own');
    asked.onsuccess = () => {
      const found = asked.result.transaction('kept').objectStore('kept').get('kept');
      found.onsuccess = () => done(found.result.secret);
    };
  })`);
  // Its credential opens nothing but its own door, and there nothing but its own places.
  const headers = { authorization: `Bearer lf_${secret}`, 'content-type': 'application/json' };
  for (const path of ['parties', 'field/devices', 'people'])
    expect([401, 403]).toContain(
      (await context.request.get(`${services.url}/v1/${path}`, { headers })).status(),
    );
  const foreign = {
    ...{ specversion: '1.0', id: 'x', time: new Date().toISOString(), type: 'lumbung.stock.counted.v1' },
    source: 'urn:lumbung:party:peternakan-srengat',
    data: { location: 'kandang-srengat', commodity: 'egg.chicken', quantity: 1, unit: 'kg' },
  };
  const refused = await context.request.post(`${services.url}/v1/field/reports`, { headers, data: foreign });
  expect(((await refused.json()) as { code: string }).code).toBe('DEVICE_NOT_ALLOWED');
  await context.close();
  expect(complaints).toEqual([]);
});
