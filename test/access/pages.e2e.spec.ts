import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { firstAdministratorLink, linkPath } from '#access';
import { repositoryRoot } from '#embedded';
import { startBench, type Bench } from '../gateway/support.js';
import { browserArguments, browserExecutable, phone, visit } from '../support/browser.js';

jest.setTimeout(240_000);

const strong = 'sawah hijau di kaki gunung';
const pictures = process.env['TEST_PICTURES'];

describe('people on the dashboard', () => {
  let bench: Bench;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    bench = await startBench({
      READ_ACCESS: 'key',
      DASHBOARD_DIR: join(repositoryRoot, 'dist/apps/dashboard'),
    });
    browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
    ({ context, page } = await visitor());
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.stop();
  });

  async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
    const { context, page } = await visit(browser, { complaints, refusals: /status of (401|422)/ });
    page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    return { context, page };
  }
  const picture = async (name: string, of = page): Promise<void> => {
    if (pictures) await of.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  };
  const press = (name: string, of = page) => of.getByRole('button', { name, exact: true }).click();

  it('lets no styles have an effect but files of its own and those that carry this answer’s nonce', async () => {
    const policy = async () => {
      const answer = await page.goto(bench.url);
      return /style-src ([^;]*);/.exec(answer!.headers()['content-security-policy']!)![1]!;
    };
    const [first, second] = [await policy(), await policy()];
    expect(first).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}' 'report-sample'$/);
    expect(second).not.toBe(first);
    const isStyled = (nonce: string) =>
      page.evaluate(
        `(() => {
          const style = document.createElement('style');
          style.nonce = ${JSON.stringify(nonce)};
          style.textContent = '#root { outline: 7px solid }';
          document.head.append(style);
          const width = getComputedStyle(document.getElementById('root')).outlineWidth;
          style.remove();
          return width === '7px';
        })()`,
      );
    expect(await isStyled(/nonce-([^']*)/.exec(second)![1]!)).toBe(true);
    expect(await isStyled('')).toBe(false);
    expect(complaints.splice(0)).toEqual([
      expect.stringContaining('violates the following Content Security'),
    ]);
  });

  it('stands before everything where reading is not open', async () => {
    await page.goto(`${bench.url}/#/neraca`);
    await page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
    await picture('sign-in');
    await page.getByLabel('Nama pengguna atau surel').fill('siapa');
    await page.getByLabel('Kata sandi').fill('bukan kata sandinya');
    await press('Masuk');
    await page.getByRole('alert').getByText('Nama pengguna atau kata sandi salah.').waitFor();
  });

  it('lets the first administrator in by a link whose token no request shows and no history keeps', async () => {
    const link = await bench.database.transaction(firstAdministratorLink);
    await page.goto('about:blank');
    await page.goto(`${bench.url}${linkPath(link!.token)}`);
    await page.getByRole('heading', { name: 'Administrator pertama' }).waitFor();
    expect(page.url()).toBe(`${bench.url}/#/undangan`);
    await page.getByLabel('Nama lengkap').fill('Wulan Sari');
    await page.getByLabel('Nama pengguna atau surel').fill('wulan');
    await page.getByLabel('Kata sandi baru').fill('password1234');
    await press('Simpan dan masuk');
    await page.getByRole('alert').waitFor();
    await picture('first');
    await page.getByLabel('Kata sandi baru').fill(strong);
    await press('Simpan dan masuk');
    await page.getByRole('link', { name: 'Akun Wulan Sari' }).waitFor();
    await page.getByRole('status').getByText('Langsung', { exact: true }).waitFor();
    expect(asked.filter((request) => request.includes(link!.token))).toEqual([]);
    await picture('shell');
  });

  it('invites somebody, who sets a password and sees their own name, also on a phone', async () => {
    await page.goto(`${bench.url}/#/orang`);
    await press('Undang orang');
    await page.getByLabel('Pihak', { exact: true }).selectOption('e-peken');
    await page.getByLabel('Nama lengkap').fill('Budi Raharjo');
    await page.getByLabel('Nama pengguna atau surel').fill('budi@surabaya.go.id');
    await page.getByRole('checkbox', { name: /^Petugas data/ }).check();
    await picture('invite');
    await press('Buat tautan undangan');
    const link = await page.getByRole('region', { name: 'Tautan sekali pakai' }).locator('code').innerText();
    await picture('people');
    const other = await visitor();
    await other.page.setViewportSize(phone);
    await other.page.goto(link);
    await other.page.getByText('Budi Raharjo, pilih kata sandi Anda').waitFor();
    await picture('phone-invitation', other.page);
    await other.page.getByLabel('Kata sandi baru').fill(strong);
    await press('Simpan dan masuk', other.page);
    await other.page.getByRole('link', { name: 'Akun Budi Raharjo' }).click();
    await other.page.getByRole('heading', { name: 'Budi Raharjo' }).waitFor();
    await other.page.getByRole('region', { name: 'Di mana saya masuk' }).getByText('Perangkat ini').waitFor();
    expect(await other.page.getByRole('link', { name: 'Orang', exact: true }).count()).toBe(0);
    const width = await other.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(phone.width);
    await picture('phone-account', other.page);
    await press('Keluar', other.page);
    await other.page.getByRole('heading', { name: 'Masuk', exact: true }).waitFor();
    await other.context.close();
  });

  it('changes roles, disables and erases, in English and on a phone too', async () => {
    await page.setViewportSize(phone);
    await page.goto(`${bench.url}/#/`);
    await page.goto(`${bench.url}/#/orang`);
    await page.getByText('EN', { exact: true }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Budi Raharjo' });
    await row.getByRole('button', { name: 'Change' }).click();
    await row.getByRole('checkbox', { name: /^Viewer/ }).check();
    await picture('phone-people');
    await row.getByRole('button', { name: 'Save roles' }).click();
    await row.getByText('Data officer, Viewer').waitFor();
    await row.getByRole('button', { name: 'Change' }).click();
    await row.getByRole('button', { name: 'Disable' }).click();
    await row.getByText('Disabled').waitFor();
    await row.getByRole('button', { name: 'Change' }).click();
    await row.getByRole('button', { name: 'Erase personal data' }).click();
    await row.getByRole('button', { name: 'Yes, erase for ever' }).click();
    await row.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
