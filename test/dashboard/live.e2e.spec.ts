import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserArguments, browserExecutable } from '../support/browser';
import { startServices, type RunningServices } from '../support/services';
import { postEvents, type StatedEvent } from './post';

jest.setTimeout(240_000);

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const eggs = 'egg.chicken';
const hour = 3_600_000;

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

  const say = (party: string, event: StatedEvent): Promise<void> =>
    postEvents(services.url, services.keys, party, [event]);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const count = (quantity: string, at: number): Promise<void> =>
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
    await count('6000', Date.now() - hour);
    await say('e-peken', {
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
    const shipment = section('Pengiriman').getByRole('row').filter({ hasText: 'Surabaya' });
    await shipment.first().waitFor();
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
    await count('1500', Date.now());
    const row = section('Neraca pangan').getByRole('row').filter({ hasText: 'Surabaya' }).first();
    await row.filter({ hasText: 'Kurang' }).waitFor();
    await row.getByRole('button', { name: 'Mengapa?' }).click();
    const drawer = page.getByRole('dialog', { name: 'Mengapa angka ini?' });
    await drawer.getByText('Stok tidak cukup').first().waitFor();
    await drawer.getByText('e2e-1').waitFor();
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
    await say('e-peken', {
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
    await page.getByRole('link', { name: 'Ditolak' }).click();
    await page.getByRole('listitem').filter({ hasText: 'e-Peken' }).first().waitFor({ timeout: 30_000 });
  });

  it.each([
    ['a desk', desk],
    ['a phone', phone],
  ])('never scrolls sideways on %s', async (_where, viewport) => {
    await page.setViewportSize(viewport);
    for (const address of ['#/', '#/neraca', '#/pengiriman', '#/sumber', '#/ditolak']) {
      await page.goto(`${services.url}/${address}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.getByText('Memuat…').waitFor({ state: 'hidden' });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect([address, width]).toEqual([address, viewport.width]);
    }
  });

  it('says at once when the connection is lost, and comes back by itself', async () => {
    await context.setOffline(true);
    await page.getByRole('status').getByText('Menyambung ulang…').waitFor({ timeout: 30_000 });
    await context.setOffline(false);
    await page.getByRole('status').getByText('Langsung', { exact: true }).waitFor({ timeout: 30_000 });
  });

  it('asked nobody else for anything and complained about nothing', () => {
    // A browser reports the cut connection of the test before by itself.
    expect(complaints.filter((text) => !text.includes('net::ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});

/** A window of local dates, so many days from now. */
function window(fromDays: number, toDays: number): { from: string; to: string } {
  const date = (days: number): string =>
    new Date(Date.now() + (days * 24 + 7) * hour).toISOString().slice(0, 10);
  return { from: date(fromDays), to: date(toDays) };
}

const said = (text: string): string => text.replaceAll('\u00a0', ' ');
