import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#embedded';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A pinned browser as an npm package, for machines without one and without the right to install one. */
const packaged = '@sparticuz/chromium@147.0.2';

/** Flags that keep Chromium quiet, offline towards its maker and willing to run as root. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A page of a person of their own, at a desk in Indonesia; what it complains of but refusals is noted. */
export async function visit(
  browser: Browser,
  { complaints, refusals }: { complaints: string[]; refusals: RegExp },
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: desk, locale: 'id-ID' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusals.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page };
}

/**
 * The path of a Chromium to drive with playwright-core: CHROMIUM, else one on the machine, else one installed
 * now (Debian's as root, the packaged one otherwise). The first call may take some minutes.
 */
export function browserExecutable(): string {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names no file: ${named}`);
    return named;
  }
  const found = known.find((path) => existsSync(path));
  if (found !== undefined) return found;
  return installFromDebian() ?? installFromPackage();
}

function installFromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  return known.find((path) => existsSync(path));
}

function installFromPackage(): string {
  const folder = join(repositoryRoot, '.cache/browser');
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', packaged], {
      cwd: draft,
      stdio: 'ignore',
    });
    try {
      renameSync(draft, folder);
    } catch (error) {
      // Another test process was faster; its copy is as good.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const print = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())";
  return execFileSync('node', ['--input-type=module', '--eval', print], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
}
