import { join, relative } from 'node:path';
import { Platform } from './platform.js';
import { readSettings } from './settings.js';
import type { Terminal } from './terminal.js';

/** `npm start`: everything on this machine until Ctrl-C. Errors: LauncherError, EmbeddedError. */
export async function run(terminal: Terminal): Promise<void> {
  const settings = readSettings();
  const platform = new Platform(settings, terminal);
  stopWithUs(platform, terminal);
  let administratorLink: string | null;
  try {
    await platform.start();
    administratorLink = await platform.firstLink();
  } catch (error) {
    await platform.stop();
    throw error;
  }
  const place = (name: string): string => {
    const path = join(settings.dataDir, name);
    const near = relative(process.cwd(), path);
    return near.startsWith('..') ? path : near;
  };
  terminal.line('');
  terminal.say({ id: `Lumbung siap: ${platform.url}`, en: 'Lumbung is ready at this address.' });
  terminal.line(`  Kunci demo · demo keys   ${place('demo-keys.json')}`);
  terminal.line(`  Catatan · logs           ${place('logs')}`);
  terminal.line(`  Kafka                    ${platform.brokers}`);
  if (administratorLink !== null) {
    terminal.line(
      '  Administrator pertama, tautan sekali pakai (24 jam) · first administrator, works once (24 h):',
    );
    terminal.line(`    ${administratorLink}`);
  }
  terminal.line('  Ctrl-C menghentikan semuanya · stops everything');
}

/** However this process is told to end, everything it started ends first and in order. */
function stopWithUs(platform: Platform, terminal: Terminal): void {
  let stopping = false;
  const stop = (code: number): void => {
    // Asked twice: the guards of the servers and the closed channels of the services end the rest.
    if (stopping) process.exit(code || 130);
    stopping = true;
    terminal.step({ id: 'Menghentikan semuanya', en: 'Stopping everything' });
    platform.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        terminal.warn({ id: String(error), en: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  const crash = (error: unknown): void => {
    terminal.fail({ id: `Peluncur rusak: ${String(error)}`, en: `The launcher broke: ${String(error)}` });
    stop(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A terminal that was closed must not break the stop by what is printed there.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  followNpm(() => stop(0));
}

/** npm passes Ctrl-C and SIGTERM on to us, but cannot pass on its own kill -9. */
function followNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 1_000);
  timer.unref();
}
