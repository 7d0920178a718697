import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { firstAdministratorLink } from '#access';
import { changeRegistry, Database, loadRegistry } from '#database';
import { Visitor } from '../access/browser.js';
import { browserArguments, browserExecutable, desk, phone, visit } from '../support/browser.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(120_000);

const strong = 'sawah hijau di kaki gunung';
const pictures = process.env['TEST_PICTURES'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Offered {
  shipment: { shipmentId: string };
  offers: { carrier: string; status: string }[];
}

let services: RunningServices;
let database: Database;
let browser: Browser;
let administrator: Visitor;
let carrier: string;
let shipmentId: string;
const complaints: string[] = [];
const refusals = /status of (401|404)|ERR_INTERNET_DISCONNECTED|net::ERR_FAILED|FetchEvent|Failed to fetch/;

beforeAll(async () => {
  services = await startServices();
  database = await Database.connect({
    url: services.databaseUrl,
    name: 'test',
    connectionsMax: 1,
  });
  const { hubs } = await loadRegistry(database);
  const changes = hubs.map((hub) => ({
    kind: 'hub' as const,
    code: hub.code,
    value: { ...hub, offerStrategy: 'cheapest' as const },
  }));
  await changeRegistry(database, changes, { party: 'btc', reason: 'test' });
  const { token } = (await database.transaction(firstAdministratorLink))!;
  administrator = new Visitor(services.url);
  await administrator.ask('post', '/v1/invitations/accept', {
    token,
    username: 'wulan',
    name: 'Wulan Sari',
    password: strong,
  });
  const eggs = { commodity: 'egg.chicken', unit: 'KGM' };
  await sayTo(services, 'peternakan-ponggok', 'stock.counted', {
    ...eggs,
    location: 'kandang-ponggok',
    lot: 'pagi',
    quantity: 905,
  });
  await sayTo(services, 'e-peken', 'demand.declared', {
    ...eggs,
    demandId: 'pesanan-1',
    destination: '35.78',
    quantity: 905,
    window: { from: day(1), to: day(6) },
    basis: 'order',
  });
  const offered = await until(async () => {
    const { body } = await administrator.ask('get', '/v1/offers');
    return (body as unknown as { items: Offered[] }).items[0];
  });
  shipmentId = offered.shipment.shipmentId;
  carrier = offered.offers.find(({ status }) => status === 'open')!.carrier;
  browser = await chromium.launch({
    executablePath: browserExecutable(),
    args: browserArguments,
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await database?.close();
  await services?.stop();
}, 60_000);

/** Somebody of a party, signed in on a phone. */
async function person(
  party: string,
  username: string,
  role: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const { body } = await administrator.ask('post', '/v1/people', {
    party,
    username,
    name: 'Budi Raharjo',
    roles: [role],
  });
  const token = (body as unknown as { link: { path: string } }).link.path.split('/').at(-1)!;
  const { context, page } = await visit(browser, { complaints, refusals });
  context.setDefaultTimeout(15_000);
  await page.setViewportSize(phone);
  const headers = { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' };
  const accepted = await context.request.post(`${services.url}/v1/invitations/accept`, {
    data: { token, password: strong },
    headers,
  });
  expect(accepted.status()).toBe(200);
  return { context, page };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const statusIs = (wanted: string) =>
  until(async () => {
    const { body } = await administrator.ask('get', `/v1/shipments/${shipmentId}`);
    return body['status'] === wanted;
  });

/** True when the phone has what these pages read. */
const keepsEverything = (page: Page) =>
  page.evaluate<boolean>(`caches.open('lumbung-kept').then(async (cache) => {
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname + new URL(url).search).join(' ');
    return ['session', 'meta', 'regions', 'places', 'commodities', 'lanes', 'parties', 'vehicles', 'offers',
      'shipments?status=accepted'].every((name) => paths.includes('/v1/' + name));
  })`);

/** Nothing that keeps somebody out, nothing wider than the phone, every button big enough for a thumb. */
async function isUsable(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ').slice(0, 300)))`)) as string[];
  expect(found).toEqual([]);
  const small = await page.evaluate(
    `[...document.querySelectorAll('main button')].map((one) => one.getBoundingClientRect().height).filter((height) => height > 0 && height < 48)`,
  );
  expect(small).toEqual([]);
}

/** With TEST_PICTURES, the page in both languages and themes, on a phone and on a desk. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  for (const size of [phone, desk]) {
    await page.setViewportSize(size);
    for (const language of ['ID', 'EN'])
      for (const dark of [false, true]) {
        await page.getByText(language, { exact: true }).click();
        const toggle = page.getByRole('button', {
          name: dark ? /gelap|dark/ : /terang|light/,
        });
        if (await toggle.count()) await toggle.click();
        const file = `${name}-${size.width}-${language}-${dark ? 'dark' : 'light'}.png`;
        await page.screenshot({ path: join(pictures, file), fullPage: true });
      }
  }
  await page.setViewportSize(phone);
  await page.getByText('ID', { exact: true }).click();
  const light = page.getByRole('button', { name: /terang|light/ });
  if (await light.count()) await light.click();
}

it('a carrier accepts in one tap, leaves without a network, and is heard once when it is back', async () => {
  const { context, page } = await person(carrier, 'sopir', 'carrier');
  await page.goto(`${services.url}/#/angkut`);
  await page.getByRole('heading', { name: /Blitar ?→ ?Surabaya/ }).waitFor();
  await page.getByText(/^sisa /).waitFor();
  await page.getByText('60 peti + 5 kg', { exact: true }).waitFor();
  await isUsable(page);
  await picture(page, 'offers');
  await press(page, 'Usul ganti');
  await picture(page, 'counter');
  await press(page, 'Kembali');
  await press(page, 'Sanggupi');
  await statusIs('accepted');
  await page.getByRole('link', { name: /^Muatan/ }).click();
  await page.getByRole('link', { name: /Surabaya/ }).click();
  await page.getByRole('img', { name: 'Peta perjalanan dari Blitar ke Surabaya' }).waitFor();
  await isUsable(page);
  await picture(page, 'load');
  await until(() => keepsEverything(page));

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Semua dimuat, berangkat' }).dblclick();
  await page.getByText('Belum terkirim: berangkat').waitFor();
  await page.close();
  const again = await context.newPage();
  await again.setViewportSize(phone);
  const heard: (string | undefined)[] = [];
  again.on('response', (response) => {
    const request = response.request();
    if (request.url().endsWith('/dispatches')) heard.push(request.headers()['idempotency-key']);
  });
  await again.goto(`${services.url}/#/angkut/kiriman/${encodeURIComponent(shipmentId)}`);
  await again.getByText('Belum terkirim: berangkat').waitFor();
  await again.getByText(/Ini keadaan terakhir yang dilihat/).waitFor();
  await again.getByText('60 peti + 5 kg', { exact: true }).waitFor();
  await isUsable(again);
  await picture(again, 'offline');

  await context.setOffline(false);
  await statusIs('dispatched');
  await again.getByText('Belum terkirim: berangkat').waitFor({ state: 'detached' });
  expect(heard).toEqual([`${shipmentId}/dispatched`]);
  await again.getByRole('button', { name: 'Bagikan posisi' }).waitFor();
  await picture(again, 'moving');
  await again.goto(`${services.url}/#/angkut/layanan`);
  await again.getByRole('button', { name: 'Ubah' }).first().waitFor();
  await isUsable(again);
  await picture(again, 'services');
  await again.getByRole('button', { name: 'Ubah' }).first().click();
  await again.getByLabel('Harga (rupiah)').fill('900001');
  await isUsable(again);
  await picture(again, 'service');
  await press(again, 'Simpan');
  await again.getByText(/900\.001/).waitFor();

  await again.goto(`${services.url}/#/akun`);
  await press(again, 'Keluar');
  await again.getByRole('link', { name: 'Masuk' }).first().waitFor();
  const left = await again.evaluate<string>(`caches.open('lumbung-kept')
    .then((cache) => cache.keys())
    .then((keys) => keys.map(({ url }) => url).join(' '))`);
  expect(left).not.toMatch(/offers|services|shipments/);
  await context.close();
});

it('the city receives in three taps, and sees what it received', async () => {
  const { context, page } = await person('e-peken', 'gerbang', 'officer');
  await page.goto(`${services.url}/#/terima`);
  await page.getByRole('heading', { name: 'Dalam perjalanan' }).waitFor();
  await isUsable(page);
  await picture(page, 'arrivals');
  await page.getByRole('link', { name: /Blitar ?→ ?Surabaya/ }).click();
  await press(page, 'Ada yang kurang atau rusak');
  await page.getByLabel('Jumlah Telur ayam').fill('900');
  await page.getByLabel('Mengapa berbeda?').waitFor();
  await isUsable(page);
  await picture(page, 'receive-lines');
  await page.goto(`${services.url}/#/terima`);

  await page.getByRole('link', { name: /Blitar ?→ ?Surabaya/ }).click();
  await press(page, 'Semua sesuai');
  await isUsable(page);
  await press(page, 'Catat penerimaan');
  await statusIs('closed');
  await page.getByText('Selesai', { exact: true }).waitFor();
  await picture(page, 'received');
  await page.goto(`${services.url}/#/terima`);
  await page.getByRole('heading', { name: 'Sudah diterima' }).waitFor();
  await context.close();
  expect(complaints).toEqual([]);
});
