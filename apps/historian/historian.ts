import { historian } from '#database';
import { hostConsumer, quarantineRecord } from '#kafka';
import type { CommonConfig, Log } from '#runtime';
import { FactsController } from './facts.controller.js';

/** Starts the historian: every fact into the long memory, off the way that a plan waits for. */
export function startHistorian(
  config: CommonConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: historian,
    config,
    log,
    prepare: () => Promise.resolve({ controllers: [FactsController], providers: [] }),
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}
