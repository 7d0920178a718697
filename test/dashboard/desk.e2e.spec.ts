import { unzipSync } from 'fflate';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { firstAdministratorLink } from '#access';
import { Database } from '#database';
import { readTable } from '#tables';
import { faultsOf } from '../support/accessible.js';
import { browserArguments, browserExecutable, desk, phone, visit } from '../support/browser.js';
import { day, sayTo, until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';

jest.setTimeout(120_000);

const eggs = 'egg.chicken';
const password = 'sawah hijau di kaki gunung';

describe('the data desk and the food balance in a real browser', () => {
  let services: RunningServices;
  let database: Database;
  let browser: Browser;
  let officer: { context: BrowserContext; page: Page };
  let city: { context: BrowserContext; page: Page };
  const complaints: string[] = [];

  beforeAll(async () => {
    services = await startServices({ READ_ACCESS: 'key' });
    database = await Database.connect({ url: services.databaseUrl, name: 'test', connectionsMax: 2 });
    browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
    officer = await visit(browser, { complaints, refusals: /status of (401|404|422)/ });
    city = await visit(browser, { complaints, refusals: /status of (401|404|422)/ });
    const { token } = (await database.transaction(firstAdministratorLink))!;
    await accept(officer.context, { token, username: 'wulan', name: 'Wulan Sari', password });
    const invited = await send(officer.context, 'POST', '/v1/people', {
      party: 'dkpp-surabaya',
      username: 'budi',
      name: 'Budi Santoso',
      roles: ['viewer'],
    });
    const { link } = (await invited.json()) as { link: { path: string } };
    await accept(city.context, { token: link.path.split('/').at(-1)!, password });
    await officer.context.setExtraHTTPHeaders({});
    const counts = (party: string, quantity: number) =>
      say(party, 'stock.counted', { location: 'gudang-btc', commodity: eggs, quantity, unit: 'KGM' });
    await counts('disperindag-blitar', 2_000);
    await counts('dkpp-blitar', 20_000);
    await say('e-peken', 'demand.declared', {
      demandId: 'pesanan-1',
      destination: '35.78',
      commodity: eggs,
      quantity: 10_000,
      unit: 'KGM',
      window: { from: day(1), to: day(6) },
      basis: 'order',
    });
    await say('e-peken', 'price.observed', {
      market: '35.78',
      commodity: eggs,
      price: 28_500,
      currency: 'IDR',
      unit: 'KGM',
    });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await database?.close();
    await services?.stop();
  }, 60_000);

  const say = (party: string, type: string, data: object) => sayTo(services, party, type, data);
  const send = (context: BrowserContext, method: string, path: string, data: object) =>
    context.request.fetch(`${services.url}${path}`, {
      method,
      data,
      headers: { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' },
    });
  async function accept(context: BrowserContext, body: object): Promise<void> {
    expect((await send(context, 'POST', '/v1/invitations/accept', body)).status()).toBe(200);
  }
  const open = (page: Page, address: string) => page.goto(`${services.url}/#/${address}`);
  const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('a city sees how much it is short, why, and who said so', async () => {
    const { page } = city;
    await open(page, 'neraca?tampilan=table');
    const row = page.getByRole('row').filter({ hasText: 'Surabaya' }).filter({ hasText: 'Telur ayam' });
    await page.getByLabel('Hari ke depan').fill('14');
    await row.getByText(/Kurang\s+8\ston/).waitFor();
    await row.getByText('Rp28.500/kg').waitFor();
    // A city sees its own rows alone.
    expect(await page.getByRole('row').filter({ hasText: 'Depok' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await row.getByRole('button', { name: 'Mengapa?' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('Data berbeda').first().waitFor();
    await why.getByText('Siapa mengatakannya').first().click();
    await why.getByText('e-Peken Surabaya').first().waitFor();
    await why
      .getByText(/diterima/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
  });

  it('an officer mends a conflict, sees before what will change, and the plan changes', async () => {
    const { page } = officer;
    const before = new Date().toISOString();
    await open(page, 'meja-data/selisih');
    const wrong = region(page, 'Dinas Perindustrian dan Perdagangan Kota Blitar');
    await wrong.getByText('Dipakai rencana').waitFor();
    await region(page, 'Dinas Ketahanan Pangan dan Pertanian Kota Blitar')
      .getByText('20.000 kg')
      .or(region(page, 'Dinas Ketahanan Pangan dan Pertanian Kota Blitar').getByText('20 ton'))
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await wrong.getByRole('button', { name: 'Batalkan laporan ini' }).click();
    await wrong.getByText(/Kota Surabaya · Kekurangan|Surabaya · Kekurangan/).waitFor();
    await wrong.getByLabel('Alasan').fill('Kurang satu nol');
    await wrong.getByRole('button', { name: 'Ya, kirim' }).click();
    await page.getByText('Tidak ada data yang berselisih').waitFor();
    const row = city.page.getByRole('row').filter({ hasText: 'Surabaya' }).filter({ hasText: 'Telur ayam' });
    await open(city.page, 'neraca?tampilan=table');
    await city.page.getByLabel('Hari ke depan').fill('14');
    await row.getByText('Cukup', { exact: true }).waitFor({ timeout: 30_000 });
    // The past stays what it was.
    await open(page, `neraca?tampilan=table&komoditas=${eggs}&waktu=${encodeURIComponent(before)}`);
    await page.getByText(/Anda melihat keadaan/).waitFor();
    await page.getByLabel('Hari ke depan').fill('14');
    const then = page.getByRole('row').filter({ hasText: 'Surabaya' });
    await then.getByText(/Kurang\s+8\ston/).waitFor();
    await then.getByRole('button', { name: 'Mengapa?' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Anda melihat keadaan/)
      .waitFor();
    await page.getByRole('dialog').getByText('Dibanding rencana sebelumnya').click();
    await page
      .getByRole('dialog')
      .getByText(/btc:egg\.chicken:\d+ \(/)
      .waitFor();
  });

  it('an officer holds a lot with a reason, the plan changes, and releasing it brings it back', async () => {
    const { page } = officer;
    await open(page, `rencana/aliran?komoditas=${eggs}`);
    const allocations = region(page, 'Alokasi').first();
    await allocations
      .getByRole('cell', { name: /pesanan-1/ })
      .first()
      .waitFor();
    await region(page, 'Lot').getByRole('link', { name: 'Tahan' }).first().click();
    await page.getByText(/Surabaya · Kekurangan/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Alasan').fill('Menunggu hasil uji mutu');
    await page.getByRole('button', { name: 'Ya, terapkan' }).click();
    const active = region(page, 'Berlaku');
    await active.getByText(/Wulan Sari.*Menunggu hasil uji mutu/).waitFor({ timeout: 20_000 });
    await open(page, `rencana/aliran?komoditas=${eggs}`);
    await page.getByText('Belum ada yang dialokasikan').waitFor({ timeout: 20_000 });
    // The city hears who held it and why.
    await open(city.page, 'neraca?tampilan=table');
    await city.page.getByLabel('Hari ke depan').fill('14');
    const row = city.page.getByRole('row').filter({ hasText: 'Surabaya' }).filter({ hasText: 'Telur ayam' });
    await row.getByRole('button', { name: 'Mengapa?' }).click();
    const why = city.page.getByRole('dialog');
    await why.getByText('Ditahan petugas').first().waitFor({ timeout: 20_000 });
    await why
      .getByText(/Wulan Sari: “Menunggu hasil uji mutu”/)
      .first()
      .waitFor();
    expect(await faultsOf(city.page)).toEqual([]);
    await open(page, `rencana/pengaturan?komoditas=${eggs}`);
    await active.getByRole('button', { name: 'Lepas' }).click();
    await active.getByLabel('Alasan').fill('Mutu baik');
    expect(await faultsOf(page)).toEqual([]);
    await active.getByRole('button', { name: 'Ya, terapkan' }).click();
    await region(page, 'Sudah berakhir')
      .getByText(/Dilepas Wulan Sari.*Mutu baik/)
      .waitFor({ timeout: 20_000 });
    await open(page, `rencana/aliran?komoditas=${eggs}`);
    await allocations
      .getByRole('cell', { name: /pesanan-1/ })
      .first()
      .waitFor({ timeout: 20_000 });
  });

  it('a held report is decided with a reason', async () => {
    const { page } = officer;
    const id = await holdAReport();
    await open(page, 'meja-data');
    const held = page.getByRole('listitem').filter({ hasText: id }).first();
    await held.getByRole('button', { name: 'Salah, tolak' }).click();
    await held
      .getByText('Rencana tidak berubah.')
      .or(held.getByText(/Peringatan reda/))
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await held.getByLabel('Alasan').fill('Kandang tidak sebesar itu');
    await held.getByRole('button', { name: 'Ya, kirim' }).click();
    await page.getByText('Tidak ada laporan yang ditahan').waitFor();
  });

  const counted = (id: string, quantity: number, commodity: string) => ({
    specversion: '1.0',
    id,
    source: 'urn:lumbung:party:peternakan-ponggok',
    type: 'lumbung.stock.counted.v1',
    time: new Date().toISOString(),
    data: { location: 'kandang-ponggok', commodity, quantity, unit: 'KGM' },
  });
  const post = (event: object) =>
    fetch(`${services.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${services.keys['peternakan-ponggok']}`,
        'content-type': 'application/cloudevents+json',
      },
      body: JSON.stringify(event),
    });

  async function holdAReport(): Promise<string> {
    const id = 'terlalu-banyak-1';
    expect((await post(counted(id, 90_000_000, eggs))).status).toBe(202);
    await until(async () => {
      const held = await database.query(`SELECT 1 FROM reconciler.alert WHERE code = 'HELD_FACT'`);
      return held.length > 0;
    });
    return id;
  }

  it('a refused event is mended and sent again in one step', async () => {
    const { page } = officer;
    const event = counted('salah-komoditas-1', 10, 'egg.dragon');
    expect((await post(event)).status).toBeGreaterThanOrEqual(400);
    await open(page, 'ditolak');
    await page.getByRole('button', { name: 'Perbaiki dan kirim ulang' }).click();
    const text = page.getByLabel('Peristiwa (JSON)');
    await text.fill('{');
    await page.getByText('Ini bukan JSON yang benar', { exact: false }).waitFor();
    await text.fill(JSON.stringify(event));
    await page.getByRole('button', { name: 'Kirim ulang', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await text.fill(JSON.stringify(counted('salah-komoditas-1', 10, eggs)));
    await page.getByRole('button', { name: 'Kirim ulang', exact: true }).click();
    await page
      .getByText('Terkirim dan diterima.')
      .or(page.getByText('Sudah dikirim ulang'))
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('the form comes as a sheet of numbers and as pages', async () => {
    const file = async (ending: string) => {
      const answer = await officer.context.request.get(
        `${services.url}/v1/food-balance.${ending}?commodity=${eggs}&region=35.78`,
      );
      expect(answer.status()).toBe(200);
      return answer.body();
    };
    const sheet = await file('xlsx');
    const table = await readTable(sheet, { format: 'xlsx' });
    expect(table.columns.slice(0, 6)).toEqual([
      'Tanggal',
      'Komoditas',
      'Wilayah',
      'Kebutuhan',
      'Ketersediaan',
      'Neraca',
    ]);
    expect(table.rows).toHaveLength(15);
    expect(table.rows.at(-1)!.cells).toMatchObject({
      Kebutuhan: '10000',
      Neraca: '0',
      'Harga (Rp)': '28500',
    });
    expect(Object.keys(unzipSync(sheet))).toContain('xl/workbook.xml');
    expect((await file('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each([
    ['a phone, in Indonesian and light', phone, 'ID', 'light'],
    ['a desk, in English and dark', desk, 'EN', 'dark'],
  ] as const)('every page fits %s', async (_, size, language, theme) => {
    const { page } = officer;
    await page.setViewportSize(size);
    await open(page, '');
    await page.getByText(language, { exact: true }).first().click();
    await page.evaluate(`localStorage.setItem('mantine-color-scheme-value', '${theme}')`);
    for (const address of [
      'neraca?tampilan=table',
      'neraca?tampilan=chart',
      'neraca?tampilan=map',
      'meja-data',
      'meja-data/selisih',
      `meja-data/koreksi?komoditas=${eggs}&tempat=gudang-btc`,
      'ditolak',
      'sumber',
      'rencana',
      'rencana/jalur',
      `rencana/aliran?komoditas=${eggs}`,
      `rencana/pengaturan?komoditas=${eggs}`,
      `rencana/andaikan?komoditas=${eggs}&kebutuhan=pesanan-1&minta=150`,
    ]) {
      await open(page, address);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page
        .getByText(language === 'ID' ? 'Memuat…' : 'Loading…')
        .first()
        .waitFor({ state: 'hidden' });
      expect([address, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
        address,
        size.width,
      ]);
      expect([address, await faultsOf(page)]).toEqual([address, []]);
    }
    expect(complaints).toEqual([]);
  });
});
