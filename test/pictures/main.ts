import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { browserArguments, browserExecutable, desk, phone } from '../support/browser.js';
import { faultsOf } from '../support/accessible.js';
import { places } from './pages.js';

const usage = `npm run pictures -- --to <folder> [--url http://localhost:8080] [--user <name>] [--only live,shipments] [--looks desk-id-light]

Takes a picture of every page at 1440 and 390 pixels, in both languages and both themes, of a Lumbung that runs.
Pages of the officers need somebody who is logged in: --user, with the password in PICTURES_PASSWORD.
What axe finds on a page, and what is wider than the screen, is told.`;

interface Look {
  width: 'desk' | 'phone';
  language: 'id' | 'en';
  scheme: 'light' | 'dark';
}

const looks: Look[] = (['desk', 'phone'] as const).flatMap((width) =>
  (['id', 'en'] as const).flatMap((language) =>
    (['light', 'dark'] as const).map((scheme) => ({ width, language, scheme })),
  ),
);
/** Long enough for lists to be there and for the map to have drawn itself. */
const settleMs = 900;
const headingMsMax = 20_000;
/** A busy machine draws slowly. */
const patienceMs = 120_000;

const { values: given } = parseArgs({
  options: {
    to: { type: 'string' },
    url: { type: 'string', default: 'http://localhost:8080' },
    user: { type: 'string' },
    only: { type: 'string' },
    looks: { type: 'string' },
  },
});
if (given.to === undefined) {
  console.log(usage);
  process.exit(2);
}
const only = given.only?.split(',');
const wanted = places.filter(({ name }) => only?.includes(name) ?? true);
mkdirSync(given.to, { recursive: true });
const browser = await chromium.launch({ executablePath: browserExecutable(), args: browserArguments });
const nameOf = ({ width, language, scheme }: Look): string => `${width}-${language}-${scheme}`;
for (const look of looks.filter((one) => given.looks?.split(',').includes(nameOf(one)) ?? true))
  await take(browser, look, given.url, given.to);
await browser.close();

async function take(browser: Browser, look: Look, url: string, to: string): Promise<void> {
  const context = await browser.newContext({
    viewport: look.width === 'desk' ? desk : phone,
    colorScheme: look.scheme,
    locale: 'id-ID',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(`localStorage.setItem('lumbung.language', '${look.language}')`);
  if (given.user !== undefined) await signIn(context, url, given.user);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  page.on('pageerror', (error) => console.log(`${page.url()}: ${error}`));
  for (const { name, address } of wanted) {
    await page.goto(`${url}/#/${address}`);
    const file = `${name}-${nameOf(look)}.png`;
    const heading = page.getByRole('heading', { level: 1 }).first();
    await heading
      .waitFor({ state: 'attached', timeout: headingMsMax })
      .catch(() => console.log(`${file}: no heading`));
    await page.waitForTimeout(settleMs);
    await page.screenshot({ path: join(to, file), fullPage: true });
    for (const fault of await faultsOf(page)) console.log(`${file}: ${fault}`);
  }
  await context.close();
}

async function signIn(context: BrowserContext, url: string, username: string): Promise<void> {
  const answer = await context.request.post(`${url}/v1/session`, {
    data: { username, password: process.env['PICTURES_PASSWORD'] ?? '' },
    headers: { 'x-lumbung-request': '1', 'sec-fetch-site': 'same-origin' },
  });
  if (!answer.ok()) throw new Error(`${username} cannot log in: ${answer.status()}`);
}
