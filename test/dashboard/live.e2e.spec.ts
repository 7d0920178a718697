import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserArguments, browserExecutable } from '../support/browser.js';
import { startServices, type RunningServices } from '../support/services.js';
import { postEvents, type StatedEvent } from './post.js';

jest.setTimeout(240_000);

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const eggs = 'egg.chicken';
const hour = 3_600_000;
/** What Lighthouse takes for a desk. */
const slowNetwork = {
  offline: false,
  latency: 40,
  downloadThroughput: 1_310_720,
  uploadThroughput: 1_310_720,
};
/** A tenth of what is called good. */
const shiftMax = 0.01;

describe('the live page in a real browser', () => {
  let services: RunningServices;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    services = await startServices();
    browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
    context = await browser.newContext({ viewport: desk, locale: 'en-US' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(services.url)) complaints.push(`request to ${request.url()}`);
    });
    await page.goto(services.url);
  });

  afterAll(async () => {
    await browser?.close();
    await services?.stop();
  });

  const say = (party: string, event: StatedEvent): Promise<number> =>
    postEvents(services.url, services.keys, party, [event]);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const count = (quantity: string, at: number): Promise<number> =>
    say('peternakan-ponggok', {
      type: 'lumbung.stock.counted.v1',
      time: new Date(at).toISOString(),
      data: { location: 'kandang-ponggok', commodity: eggs, quantity, unit: 'KGM' },
    });

  it('speaks Bahasa Indonesia first and says that it is live, and that nothing is there yet', async () => {
    await page.getByRole('status').getByText('Langsung', { exact: true }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('id');
    await page.getByText('Belum ada pengiriman', { exact: true }).waitFor();
    await page.getByText('Menunggu peristiwa pertama', { exact: true }).first().waitFor();
  });

  it('shows a count and a demand as balance, shipment and news, without being reloaded', async () => {
    await page.evaluate('window.sameDocument = true');
    expect(await count('6000', Date.now() - hour)).toBe(202);
    const demanded = await say('e-peken', {
      type: 'lumbung.demand.declared.v1',
      time: new Date().toISOString(),
      data: {
        demandId: 'e2e-1',
        destination: '35.78',
        commodity: eggs,
        quantity: '4500',
        unit: 'KGM',
        window: window(1, 6),
        basis: 'order',
      },
    });
    expect(demanded).toBe(202);
    const shipment = section('Pengiriman').getByRole('row').filter({ hasText: 'Surabaya' });
    // The first plan after a cold start may wait for consumers that still join their groups.
    await shipment.first().waitFor({ timeout: 60_000 });
    expect(said(await shipment.first().innerText())).toMatch(/Direkomendasikan|Ditawarkan/);
    const balance = section('Neraca pangan').getByRole('row').filter({ hasText: 'Surabaya' });
    await balance.filter({ hasText: 'Terpenuhi' }).first().waitFor();
    expect(said(await balance.first().innerText())).toContain('4.500 kg');
    const news = page.getByRole('log').getByRole('listitem');
    const count1 = news.filter({ hasText: 'Stok dihitung' }).first();
    await count1.waitFor();
    expect(said(await count1.innerText())).toMatch(/Telur ayam.*6\.000 kg.*\d (ms|dtk)/s);
    expect(await page.evaluate('window.sameDocument')).toBe(true);
  });

  it('follows a changed count, and says why a city is short', async () => {
    expect(await count('1500', Date.now())).toBe(202);
    const row = section('Neraca pangan').getByRole('row').filter({ hasText: 'Surabaya' }).first();
    await row.filter({ hasText: 'Kurang' }).waitFor();
    const asks = row.getByRole('button', { name: 'Mengapa?' });
    await asks.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Mengapa angka ini?' });
    await drawer.getByText('Stok tidak cukup').first().waitFor();
    await drawer.getByText('e2e-1').waitFor();
    await drawer.getByText('Siapa mengatakannya').first().press('Enter');
    await drawer.getByText('e-Peken Surabaya').first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(await asks.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);
  });

  it('tells what just changed, by how much and why, and what to do about a shortage', async () => {
    const changed = section('Baru berubah').getByRole('listitem').filter({ hasText: 'Surabaya' });
    await changed.filter({ hasText: 'Kekurangan naik' }).first().waitFor({ timeout: 15_000 });
    expect(said(await changed.first().innerText())).toContain('kebutuhan naik 4');
    await section('Peringatan').getByRole('button', { name: 'Lihat sebabnya' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'Mengapa angka ini?' });
    await drawer.getByText('Stok tidak cukup').first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  });

  it('switches to English at once and remembers it', async () => {
    await page.getByText('EN', { exact: true }).click();
    await page.getByRole('heading', { name: 'Food balance' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.reload();
    await section('Food balance').getByRole('row').filter({ hasText: 'Surabaya' }).first().waitFor();
    await page.getByText('ID', { exact: true }).click();
    await page.getByRole('heading', { name: 'Neraca pangan' }).waitFor();
  });

  it('shows what was refused, with the reason', async () => {
    const refused = await say('e-peken', {
      type: 'lumbung.demand.declared.v1',
      time: new Date().toISOString(),
      data: {
        demandId: 'e2e-2',
        destination: '35.78',
        commodity: 'tea.green',
        quantity: '1',
        unit: 'KGM',
        window: window(1, 6),
        basis: 'order',
      },
    });
    expect(refused).toBe(422);
    await page.getByRole('link', { name: 'Meja data' }).click();
    await page.getByRole('link', { name: 'Ditolak' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Komoditas "tea.green" tidak dikenal' });
    await row.first().waitFor({ timeout: 30_000 });
    expect(await row.first().innerText()).toContain('e-Peken');
  });

  it.each([
    ['a desk', desk],
    ['a phone', phone],
  ])('never scrolls sideways on %s', async (_where, viewport) => {
    await page.setViewportSize(viewport);
    for (const address of ['#/', '#/neraca', '#/pengiriman', '#/meja-data', '#/sumber', '#/ditolak']) {
      await page.goto(`${services.url}/${address}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.getByText('Memuat…').waitFor({ state: 'hidden' });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect([address, width]).toEqual([address, viewport.width]);
    }
  });

  it('moves nothing that is read, neither while it loads nor when news comes', async () => {
    const seen = await context.newPage();
    await seen.addInitScript(`
      window.moved = [];
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries())
          if (!hadRecentInput) moved.push({ value, parts: sources.map(({ node }) => node?.className ?? node?.nodeName) });
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    const devtools = await context.newCDPSession(seen);
    await devtools.send('Network.emulateNetworkConditions', slowNetwork);
    await seen.goto(services.url);
    await seen.getByRole('region', { name: 'Neraca pangan', exact: true }).getByRole('row').nth(1).waitFor();
    await seen.locator('canvas').first().waitFor();
    const news = seen.getByRole('log').getByRole('listitem');
    for (const quantity of ['2718', '2719']) {
      expect(await count(quantity, Date.now())).toBe(202);
      await news
        .filter({ hasText: `2.${quantity.slice(1)} kg` })
        .first()
        .waitFor();
    }
    const moved = await seen.evaluate<{ value: number; parts: string[] }[]>('moved');
    await seen.close();
    // With their parts, so that a failure names what moved.
    expect(moved.reduce((sum, { value }) => sum + value, 0) < shiftMax ? [] : moved).toEqual([]);
  });

  it('asked nobody else for anything and complained about nothing', () => {
    expect(complaints).toEqual([]);
  });

  it('says at once when the gateway is gone, and comes back by itself', async () => {
    const state = page.getByRole('status');
    await state.getByText('Langsung', { exact: true }).waitFor();
    services.kill('gateway');
    await state.getByText('Menyambung ulang…').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    await state.getByText('Langsung', { exact: true }).waitFor({ timeout: 60_000 });
  });
});

/** A window of local dates, so many days from now. */
function window(fromDays: number, toDays: number): { from: string; to: string } {
  const date = (days: number): string =>
    new Date(Date.now() + (days * 24 + 7) * hour).toISOString().slice(0, 10);
  return { from: date(fromDays), to: date(toDays) };
}

const said = (text: string): string => text.replaceAll('\u00a0', ' ');
