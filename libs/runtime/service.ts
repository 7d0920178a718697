import type { INestApplication } from '@nestjs/common';
import { ConfigError } from './config.js';
import type { Log } from './log.js';

/**
 * Runs a service's `start` and handles its end: SIGTERM and SIGINT stop it in order, an error nobody caught
 * ends it, and a parent that started it learns when it is ready and takes it along when it goes.
 * @param stopWithinMs after which a stop that hangs is cut off
 */
export async function runService(
  log: Log,
  start: () => Promise<{ port: number; stop: () => Promise<void> }>,
  stopWithinMs = 10_000,
): Promise<void> {
  let running: { port: number; stop: () => Promise<void> } | undefined;
  let stopping = false;
  const stop = (why: string, code: number) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    const cut = setTimeout(() => {
      log.error('stopping took too long: cut off');
      process.exit(1);
    }, stopWithinMs);
    cut.unref();
    void (running?.stop() ?? Promise.resolve())
      .catch((err: unknown) => log.error({ err }, 'stopping failed'))
      .finally(() => process.exit(code));
  };
  // Whoever asks twice must not cut off the stop that is under way: without a listener a signal ends a process at once.
  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('SIGINT', () => stop('SIGINT', 0));
  process.on('disconnect', () => stop('the launcher is gone', 0));
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught error');
    stop('uncaught error', 1);
  });
  process.on('unhandledRejection', (err) => {
    log.fatal({ err }, 'unhandled rejection');
    stop('unhandled rejection', 1);
  });
  try {
    running = await start();
  } catch (err) {
    if (err instanceof ConfigError) log.fatal(err.message);
    else log.fatal({ err }, 'start failed');
    process.exit(1);
  }
  log.info({ port: running.port }, 'ready');
  process.send?.({ type: 'ready', port: running.port });
}

/** The port a listening application was given. */
export function portOf(app: INestApplication): number {
  const address = (app.getHttpServer() as { address(): { port: number } | string | null }).address();
  if (address === null || typeof address === 'string')
    throw new Error('the application does not listen on a port');
  return address.port;
}
