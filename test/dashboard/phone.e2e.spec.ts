import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import request from 'supertest';
import { createCanvas } from '@napi-rs/canvas';
import { firstAdministratorLink } from '#access';
import { changeRegistry, Database, loadRegistry } from '#database';
import { Visitor } from '../access/browser.js';
import { browserArguments, browserExecutable, desk, phone, visit } from '../support/browser.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(180_000);

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
let city: { context: BrowserContext; page: Page };
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
  await count(905);
  await sayTo(services, 'e-peken', 'demand.declared', {
    commodity: 'egg.chicken',
    unit: 'KGM',
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
  context.setDefaultTimeout(30_000);
  await page.setViewportSize(phone);
  const headers = { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' };
  const accepted = await context.request.post(`${services.url}/v1/invitations/accept`, {
    data: { token, password: strong },
    headers,
  });
  expect(accepted.status()).toBe(200);
  return { context, page };
}

interface Read {
  status: string;
  change?: { status: string };
  lines: { dispositions?: object[] }[];
}

const read = async (id: string): Promise<Read> =>
  (await administrator.ask('get', `/v1/shipments/${id}`)).body as unknown as Read;

/** So many kilograms of eggs are in the coop. */
const count = (quantity: number) =>
  sayTo(services, 'peternakan-ponggok', 'stock.counted', {
    commodity: 'egg.chicken',
    unit: 'KGM',
    location: 'kandang-ponggok',
    lot: 'pagi',
    quantity,
  });

/** Draws in the box as a finger does. */
async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: 'Kotak tanda tangan' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (const step of [1, 2, 3, 4, 5, 6, 7, 8])
    await page.mouse.move(box.x + 30 + 25 * step, box.y + 60 + (step % 2) * 30);
  await page.mouse.up();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const statusIs = (wanted: string) => until(async () => (await read(shipmentId)).status === wanted);

/** True when the phone has what these pages read. */
const keepsEverything = (page: Page) =>
  page.evaluate<boolean>(`caches.open('lumbung-kept').then(async (cache) => {
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname + new URL(url).search).join(' ');
    return ['session', 'meta', 'regions', 'places', 'commodities', 'lanes', 'parties', 'vehicles', 'offers',
      'shipments?status=accepted'].every((name) => paths.includes('/v1/' + name));
  })`);

/** Nothing that keeps somebody out, nothing wider than the screen. */
async function isOpenToAll(page: Page): Promise<void> {
  const { width } = page.viewportSize()!;
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ').slice(0, 300)))`)) as string[];
  expect(found).toEqual([]);
}

/** The same, and every button big enough for a thumb. */
async function isUsable(page: Page): Promise<void> {
  await isOpenToAll(page);
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
  const proposed = until(async () => (await read(shipmentId)).change?.status === 'open');
  await count(700);
  await proposed;
  await page.getByRole('link', { name: /^Muatan/ }).click();
  await page.getByRole('link', { name: /Surabaya/ }).click();
  await page.getByRole('img', { name: 'Peta perjalanan dari Blitar ke Surabaya' }).waitFor();
  await page.getByRole('heading', { name: 'Usulan perubahan' }).waitFor();
  await isUsable(page);
  await picture(page, 'load');
  await press(page, 'Tidak setuju');
  await page.getByLabel('Truk sudah dimuat').check();
  await press(page, 'Tidak setuju');
  await until(async () => (await read(shipmentId)).change?.status === 'declined');
  await count(905);

  await press(page, 'Bagi muatan untuk dua kendaraan');
  await page.getByLabel('Satuan Telur ayam').selectOption('peti');
  await page.getByLabel('Jumlah Telur ayam').fill('10');
  await isUsable(page);
  await picture(page, 'split');
  await press(page, 'Lanjut');
  await page.getByText('Jadikan 10 peti Telur ayam kiriman sendiri dengan kendaraannya sendiri?').waitFor();
  await press(page, 'Ya, bagi');
  await page.getByText(`Sebagian muatan berjalan sendiri: ${shipmentId}.s1`).waitFor();
  await press(page, 'Terbitkan: Surat jalan');
  const paper = page.getByRole('link', { name: /^Surat jalan/ });
  const pdf = await context.request.get(`${services.url}${await paper.getAttribute('href')}`);
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
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
  await again.getByText('50 peti + 5 kg', { exact: true }).waitFor();
  await isUsable(again);
  await picture(again, 'offline');

  await context.setOffline(false);
  await statusIs('dispatched');
  await again.getByText('Belum terkirim: berangkat').waitFor({ state: 'detached' });
  expect(heard).toEqual([`${shipmentId}/dispatched`]);
  await again.getByRole('button', { name: 'Bagikan posisi' }).waitFor();
  await press(again, 'Kendaraan berhenti, tidak dapat jalan');
  await again.getByLabel('Di mana? (boleh kosong)').fill('Tol Ngawi KM 579');
  await again.getByLabel('Ban pecah').check();
  await isUsable(again);
  await picture(again, 'breakdown');
  await press(again, 'Lanjut');
  await again.getByText('Laporkan bahwa kendaraan berhenti: Ban pecah, di Tol Ngawi KM 579?').waitFor();
  await press(again, 'Ya, laporkan');
  await again.getByText(/Ban pecah · Tol Ngawi KM 579/).waitFor();
  await press(again, 'Pindahkan muatan ke kendaraan lain');
  await again.getByLabel('Nomor polisi (boleh kosong)').fill('ae 9001 ux');
  await isUsable(again);
  await picture(again, 'transfer');
  await press(again, 'Lanjut');
  await press(again, 'Ya, pindahkan');
  await again.getByText(/^Pindah ke AE-9001-UX/).waitFor();
  await again.getByText(/Ban pecah · Tol Ngawi KM 579/).waitFor({ state: 'detached' });
  await press(again, 'Tanda tangan yang menyerahkan');
  await again.getByLabel('Yang menyerahkan').fill('Budi Raharjo');
  await sign(again);
  await isUsable(again);
  await picture(again, 'moving');
  await press(again, 'Simpan tanda tangan');
  await again.getByText(/^Yang menyerahkan: Budi Raharjo/).waitFor();
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

it('the city receives in three taps what is right', async () => {
  const second = `${shipmentId}.s1`;
  await request(services.url)
    .post(`/v1/shipments/${second}/dispatches`)
    .set('authorization', `Bearer ${services.keys[carrier]}`)
    .send({})
    .expect(202);
  await until(async () => (await read(second)).status === 'dispatched');
  city = await person('e-peken', 'gerbang', 'officer');
  const { page } = city;
  await page.goto(`${services.url}/#/terima`);
  await page.getByRole('heading', { name: 'Dalam perjalanan' }).waitFor();
  await isUsable(page);
  await picture(page, 'arrivals');
  await page.evaluate('window.taps = 0; addEventListener("click", () => (window.taps += 1), true)');
  await page.locator(`a[href$="${second}"]`).click();
  await press(page, 'Semua sesuai');
  await isUsable(page);
  await press(page, 'Catat penerimaan');
  await until(async () => (await read(second)).status === 'closed');
  await page.getByText('Selesai', { exact: true }).waitFor();
  expect(await page.evaluate('window.taps')).toBe(3);
});

it('the city says what is broken with a photo, without a network, and signs', async () => {
  const { context, page } = city;
  await page.goto(`${services.url}/#/terima/${encodeURIComponent(shipmentId)}`);
  await press(page, 'Ada yang kurang atau rusak');
  await press(page, 'Ada yang tidak sesuai');
  await page.getByLabel('Berapa?').fill('2');
  await page.getByLabel('Mengapa?').selectOption('broken');
  const camera = createCanvas(3_000, 2_000);
  camera.getContext('2d').fillRect(300, 300, 900, 900);
  const buffer = camera.toBuffer('image/png');
  await page.locator('input[type=file]').setInputFiles({ name: 'peti.png', mimeType: 'image/png', buffer });
  await page.getByRole('img', { name: 'Foto Telur ayam, 1' }).waitFor();
  await press(page, 'Ada lagi yang tidak sesuai');
  await page.getByLabel('Apa yang terjadi?').nth(1).selectOption('short');
  await page.getByLabel('Satuan').nth(1).selectOption('kg');
  await page.getByLabel('Berapa?').nth(1).fill('5');
  await page.getByLabel('Mengapa?').nth(1).selectOption('shrinkage');
  await page.getByText('48 peti', { exact: true }).waitFor();
  await isUsable(page);
  await picture(page, 'receive-lines');
  await context.setOffline(true);
  await press(page, 'Catat penerimaan');
  await page.getByText('Belum terkirim: penerimaan').waitFor();
  await context.setOffline(false);
  await statusIs('closed');
  await page.getByText('Pecah atau penyok').waitFor();
  const [line] = (await read(shipmentId)).lines;
  expect(line).toMatchObject({
    received: 720_000,
    variances: [
      { kind: 'damaged', quantity: 30_000, reason: 'broken' },
      { kind: 'short', quantity: 5_000, reason: 'shrinkage' },
    ],
  });
  const photo = page.getByRole('img', { name: 'Foto Telur ayam, 1' });
  await until(() => photo.evaluate('document.querySelector("main li img").naturalWidth === 1280'));
  await press(page, 'Tanda tangan yang menerima');
  await page.getByLabel('Yang menerima').fill('Siti Aminah');
  await sign(page);
  await press(page, 'Simpan tanda tangan');
  await page.getByText(/^Yang menerima: Siti Aminah/).waitFor();
  await isUsable(page);
  await picture(page, 'received');
  await context.close();
});

it('the hub decides about what was not taken, and sees who can be relied on', async () => {
  const { context, page } = await person('btc', 'petugas', 'officer');
  await page.setViewportSize(desk);
  await page.goto(`${services.url}/#/menunggu`);
  await page.getByText('30 kg Telur ayam menunggu').waitFor();
  await page.getByRole('img', { name: 'Foto Telur ayam, 1' }).waitFor();
  for (const [way, amount, yes] of [
    ['Kembali ke stok', '10', 'Ya, ke stok'],
    ['Buang', '20', 'Ya, buang'],
  ] as const) {
    await press(page, way);
    await page.getByLabel('Jumlah').fill(amount);
    await page.getByLabel('Alasan').fill('Sudah diperiksa di gudang');
    await isOpenToAll(page);
    if (yes === 'Ya, ke stok') await picture(page, 'waiting');
    await page.setViewportSize(desk);
    await press(page, yes);
    if (yes === 'Ya, ke stok') await page.getByText('20 kg Telur ayam menunggu').waitFor();
  }
  await page.getByText('Tidak ada barang yang menunggu').waitFor();
  expect((await read(shipmentId)).lines[0]!.dispositions).toMatchObject([
    { to: 'stock', quantity: 10_000, by: 'btc', note: 'Sudah diperiksa di gudang' },
    { to: 'waste', quantity: 20_000, by: 'btc' },
  ]);

  await page.goto(`${services.url}/#/lebih-kurang?menurut=carrier`);
  await page.getByRole('cell', { name: '1 dari 2' }).waitFor();
  await page.getByText('50 %').first().waitFor();
  await isOpenToAll(page);
  const csv = await page.getByRole('link', { name: 'Unduh CSV' }).getAttribute('href');
  const file = await context.request.get(`${services.url}${csv}`);
  expect((await file.text()).split('\n')[0]).toMatch(/carrier.*accepted.*received/);
  await picture(page, 'ledger');
  await isOpenToAll(page);
  await context.close();
  expect(complaints).toEqual([]);
});
