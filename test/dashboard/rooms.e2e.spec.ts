import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { firstAdministratorLink } from '#access';
import { repositoryRoot } from '#embedded';
import { MailTokens } from '#outbound';
import { startBench, type Bench } from '../gateway/support.js';
import { places } from '../pictures/pages.js';
import { faultsOf } from '../support/accessible.js';
import { browserArguments, browserExecutable, desk, phone, visit } from '../support/browser.js';
import { day } from '../support/say.js';

jest.setTimeout(240_000);

const mailKey = Buffer.alloc(32, 4).toString('base64');
const strong = 'sawah hijau di kaki gunung';

describe('the officers’ rooms', () => {
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
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'lumbung@btc.example',
      MAIL_KEY: mailKey,
      PUBLIC_URL: 'http://lumbung.example',
    });
    browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
    ({ context, page } = await visitor());
    const { token } = (await bench.database.transaction(firstAdministratorLink))!;
    const body = { token, username: 'wulan', name: 'Wulan Sari', password: strong };
    const headers = { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' };
    const accepted = await context.request.post(`${bench.url}/v1/invitations/accept`, {
      data: body,
      headers,
    });
    expect(accepted.status()).toBe(200);
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.stop();
  });

  async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
    const { context, page } = await visit(browser, { complaints, refusals: /status of (401|404|422)/ });
    page.on('request', (request) => asked.push(request.url()));
    return { context, page };
  }
  const press = (name: string, of = page) => of.getByRole('button', { name, exact: true }).click();
  const heading = (name: string, of = page) => of.getByRole('heading', { name, exact: true }).waitFor();
  const isNarrow = async (of = page) =>
    expect(await of.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);

  it('open to an administrator, each by its own address, and say what is there or that nothing is', async () => {
    await page.goto(`${bench.url}/#/`);
    await page.getByRole('link', { name: 'Kelola' }).click();
    await heading('Pihak');
    for (const [name, title] of [
      ['Perjanjian', 'Perjanjian'],
      ['Kunci', 'Kunci'],
      ['Konektor', 'Konektor'],
      ['Registri', 'Registri'],
      ['Orang', 'Orang'],
      ['Audit', 'Audit'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Ruang kelola' }).getByRole('link', { name }).click();
      await heading(title);
    }
    await page.goto(`${bench.url}/#/konektor`);
    await page.getByText('Belum ada konektor').waitFor();
    await page.goto(`${bench.url}/#/pihak?cari=jaya&jenis=buyer`);
    await page.getByRole('link', { name: /Pasar Jaya/ }).waitFor();
    await page.goto(`${bench.url}/#/pihak/tidak-ada`);
    await page.getByRole('alert').waitFor();
  });

  it('take a party from its registration over the sandbox to its key', async () => {
    await page.goto(`${bench.url}/#/pihak-baru`);
    await page.getByLabel('Nama (Indonesia)').fill('Dinas Pangan Kota Malang');
    await page.getByLabel('Nama (Inggris)').fill('Food Office, Malang');
    await page.getByLabel('Kode', { exact: false }).first().fill('malang-pangan');
    await page.getByRole('combobox', { name: 'Jenis' }).selectOption('department');
    await page.getByLabel('Wilayahnya belum ada di daftar').check();
    await page.getByLabel('Nama wilayah').fill('Kota Malang');
    await page.getByLabel('Kode Kemendagri').fill('35.73');
    await page.getByLabel('Lintang').fill('-7.98');
    await page.getByLabel('Bujur').fill('112.63');
    await page.getByLabel('Jarak dari pusat dagang').fill('78');
    await page.getByLabel('Waktu tempuh biasa').fill('3');
    await page.getByLabel('Waktu tempuh bila terlambat').fill('5');
    await page.getByLabel('Biaya per ton').fill('120000');
    await page.getByLabel('Alasan').fill('Nota kesepahaman ditandatangani');
    await press('Daftarkan dan buat undangan');
    const secret = page.getByRole('region', { name: 'Tautan undangan' }).locator('code');
    const link = await secret.innerText();
    expect(link).toContain('/#/bergabung/');

    const guest = await visitor();
    await guest.page.setViewportSize(phone);
    await guest.page.goto(link);
    await press('Terima undangan', guest.page);
    await guest.page.getByRole('region', { name: 'Kunci ruang uji' }).locator('code').waitFor();
    expect(guest.page.url()).toBe(`${bench.url}/#/bergabung`);
    await guest.page.getByLabel('Peristiwa (JSON)').fill('{"specversion":"1.0","id":"salah-1"}');
    await press('Kirim ke ruang uji', guest.page);
    await guest.page.getByRole('region', { name: 'Baris demi baris' }).getByText('Salah').first().waitFor();
    await press('Isi dengan contoh', guest.page);
    await press('Kirim ke ruang uji', guest.page);
    await guest.page.getByText('Hijau', { exact: true }).waitFor();
    await isNarrow(guest.page);

    await press('Sudah saya simpan');
    await press('Aktifkan sekarang');
    await heading('Pihak ini aktif');
    await press('Ambil kunci pertama', guest.page);
    const drawn = await guest.page.getByRole('region', { name: 'Kunci pertama' }).locator('code').innerText();
    const answer = await fetch(`${bench.url}/v1/parties`, { headers: { authorization: `Bearer ${drawn}` } });
    expect(answer.status).toBe(200);
    await guest.context.close();
    const token = link.split('/').at(-1)!;
    expect(asked.filter((url) => url.includes(token) && !url.endsWith(`${token}/accept`))).toEqual([]);
  });

  it('issue, replace and revoke a key, showing its secret once', async () => {
    await page.goto(`${bench.url}/#/kunci/malang-pangan`);
    await press('Terbitkan kunci');
    await page.getByLabel('Untuk apa').fill('server gudang');
    await press('Terbitkan');
    const shown = page.getByRole('region', { name: 'Kunci baru' }).locator('code');
    const first = await shown.innerText();
    await press('Sudah saya simpan');
    await shown.waitFor({ state: 'detached' });
    const row = page.getByRole('listitem').filter({ hasText: 'server gudang' });
    await row.getByRole('button', { name: 'Ganti', exact: true }).click();
    await row.getByLabel('Kunci lama masih berlaku selama').selectOption('0');
    await row.getByRole('button', { name: 'Terbitkan kunci pengganti' }).click();
    expect(await shown.innerText()).not.toBe(first);
    await row.filter({ hasText: 'Berakhir' }).waitFor();
    const live = row.filter({ hasText: 'tanpa akhir' }).or(row.filter({ hasText: 'Berlaku' }));
    await live.first().getByRole('button', { name: 'Cabut', exact: true }).click();
    await row.getByRole('button', { name: 'Ya, cabut sekarang' }).click();
    await row.filter({ hasText: 'Dicabut' }).waitFor();
  });

  it('change an entry with a reason that its history and the audit keep', async () => {
    await page.goto(`${bench.url}/#/pihak/malang-pangan`);
    await press('Ubah');
    await page.getByLabel('Nama (Inggris)').fill('Food Security Office, Malang');
    await page.getByLabel('Alasan').fill('Nama resmi berubah');
    await press('Simpan');
    await page.getByText('Nama resmi berubah').waitFor();
    await page.goto(`${bench.url}/#/audit?tindakan=registry.changed`);
    await page.getByRole('row').filter({ hasText: 'Nama resmi berubah' }).waitFor();
    await press('Periksa rantai');
    await page
      .getByRole('status')
      .getByText(/Rantai utuh/)
      .waitFor();
  });

  it('try a mapping before it is kept', async () => {
    await page.goto(`${bench.url}/#/konektor-baru`);
    await page.getByLabel('Pihak', { exact: true }).selectOption('e-peken');
    expect(await page.getByRole('button', { name: 'Simpan sebagai versi baru' }).isDisabled()).toBe(true);
    const at = new Date(Date.now() - 60_000).toISOString();
    const sample = [{ nomor: 'p-1', waktu: at, jumlah: 120, mulai: day(1), sampai: day(5) }];
    await page.getByLabel('Contoh data (JSON)').fill(JSON.stringify(sample));
    await press('Coba');
    const results = page.getByRole('region', { name: 'Menjadi peristiwa' });
    await results.getByText('Diterima', { exact: true }).waitFor();
    await page.getByLabel('Alasan').fill('Sistem pesanan baru');
    await press('Simpan sebagai versi baru');
    await page.getByText('Sistem pesanan baru').waitFor();
  });

  it('show a newcomer around once, by the keyboard alone', async () => {
    await page.goto(`${bench.url}/#/`);
    await page.getByRole('button', { name: 'Mulai', exact: true }).press('Enter');
    const tour = page.getByRole('dialog', { name: 'Keadaan sekarang' });
    await tour.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press('Lanjut');
    await page.getByRole('dialog', { name: 'Baru berubah' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: 'Istilah', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Mulai', exact: true }).count()).toBe(0);
    // The first stop of the Tab key skips what every page begins with.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    const help = page.getByRole('button', { name: 'Apa arti Kekurangan?' }).first();
    await help.press('Enter');
    await page.getByRole('link', { name: 'Semua istilah' }).click();
    await heading('Arti kata-kata di layar');
    expect(await page.evaluate('document.activeElement.id')).toBe('term-kekurangan');
  });

  it('keep nobody out: every page on a desk and on a phone, by day and by night', async () => {
    const found: string[] = [];
    for (const [size, scheme, other] of [
      [desk, 'light', 'dark'],
      [phone, 'dark', 'light'],
    ] as const) {
      await page.setViewportSize(size);
      for (const { name, address } of places) {
        // Without motion: a colour on its way to another is neither.
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.goto(`${bench.url}/#/${address}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
        await page.getByText('Memuat…').first().waitFor({ state: 'hidden' });
        const faults = await faultsOf(page);
        await page.emulateMedia({ colorScheme: other });
        faults.push(...(await faultsOf(page, ['color-contrast'])));
        found.push(...faults.map((fault) => `${name}, ${size.width}: ${fault}`));
      }
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
    await page.setViewportSize(desk);
    expect(found).toEqual([]);
  });

  it('tell of an alert by the bell, on the screen and in the inbox, as the person wants it', async () => {
    const [person] = await bench.database.query<{ id: string }>(`SELECT id FROM people.person`);
    await context.grantPermissions(['notifications'], { origin: bench.url });
    // Keeps what the browser was told to show.
    await page.addInitScript(`globalThis.shown = [];
      globalThis.Notification = class extends Notification {
        constructor(title, options) { super(title, options); shown.push(this); }
      };`);
    await page.goto(`${bench.url}/#/pemberitahuan/atur`);
    await page.reload();
    await heading('Atur pemberitahuan');
    await press('Nyalakan di perangkat ini');
    await page.getByText('Menyala di perangkat ini.').waitFor();
    await page.getByLabel('Yang mendesak boleh masuk juga pada jam tenang').check();
    await page.getByLabel('Perhatian: Surel').selectOption('now');
    await page.getByLabel('Ringkasan lewat surel').selectOption('hourly');
    await press('Simpan');
    await page.getByText('Tersimpan.').waitFor();
    await page.getByRole('textbox', { name: 'Alamat surel' }).fill('wulan@mail.example');
    await press('Kirim tautan konfirmasi');
    await page.getByText(/Menunggu konfirmasi.*wulan@mail\.example/).waitFor();
    const [wish] = await bench.database.query<{ wishes: object; address: string }>(
      'SELECT wishes, address FROM notices.wish',
    );
    expect(wish).toMatchObject({
      wishes: { urgentBreaksQuiet: true, digest: 'hourly', mail: { warning: 'now' } },
      address: 'wulan@mail.example',
    });

    const text = JSON.stringify({
      id: 'Surabaya kekurangan 1,2 ton beras',
      en: 'Surabaya lacks 1.2 t of rice',
    });
    await bench.database.query(
      `INSERT INTO notices.notice (notice_id, person, alert_id, sequence, code, severity, hub, commodity, subject, text,
         pops, raised_at) VALUES (repeat('a', 32), $1, 'a', 1, 'SHORTAGE', 'critical', 'btc', 'rice', '35.78', $2, true,
         now())`,
      [person!.id, text],
    );
    await page.reload();
    const bell = page.getByRole('link', { name: 'Pemberitahuan, 1 belum dibaca' });
    await bell.waitFor();
    await page.waitForFunction('shown.length === 1');
    expect(await page.evaluate('[shown[0].title, shown[0].body]')).toEqual([
      'Mendesak · Kekurangan',
      'Surabaya kekurangan 1,2 ton beras',
    ]);
    await page.evaluate(`shown[0].dispatchEvent(new Event('click'))`);
    expect(page.url()).toBe(`${bench.url}/#/neraca?komoditas=rice`);
    await bell.click();
    await page.getByRole('link', { name: 'Surabaya kekurangan 1,2 ton beras' }).click();
    await page.getByRole('link', { name: 'Pemberitahuan', exact: true }).waitFor();
    expect(page.url()).toBe(`${bench.url}/#/neraca?komoditas=rice`);
    // What was shown once is not shown by the next page.
    await page.reload();
    await page.getByRole('link', { name: 'Pemberitahuan', exact: true }).waitFor();
    expect(await page.evaluate('shown.length')).toBe(0);

    const guest = await visitor();
    await guest.page.setViewportSize(phone);
    await guest.page.goto(`${bench.url}/#/berhenti/${new MailTokens(mailKey).unsubscribe(person!.id)}`);
    await press('Berhenti sekarang', guest.page);
    await guest.page.getByText(/Surel dihentikan/).waitFor();
    await isNarrow(guest.page);
    await guest.context.close();
    const [after] = await bench.database.query<{ on: string }>(
      `SELECT wishes->>'mailOn' AS on FROM notices.wish`,
    );
    expect(after!.on).toBe('false');
  });

  it('fit a phone, in English, and are closed to who has no right to them', async () => {
    await page.setViewportSize(phone);
    await page.getByText('EN', { exact: true }).click();
    for (const [address, title] of [
      ['pihak', 'Parties'],
      ['pihak/e-peken', 'e-Peken Surabaya'],
      ['pihak/malang-pangan/bergabung', 'Food Security Office, Malang joins'],
      ['kunci/e-peken', 'Keys'],
      ['perjanjian', 'Agreements'],
      ['konektor/e-peken/push', ''],
      ['registri/commodity', 'Registry'],
      ['registri/lane', 'Registry'],
      ['audit', 'Audit'],
      ['pemberitahuan', 'Notifications'],
      ['pemberitahuan/atur', 'Notification settings'],
    ] as const) {
      await page.goto(`${bench.url}/#/${address}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await isNarrow();
    }
    const stranger = await visitor();
    await stranger.page.goto(`${bench.url}/#/audit`);
    await heading('Masuk', stranger.page);
    await stranger.context.close();
    expect(complaints).toEqual([]);
  });
});
