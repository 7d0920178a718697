import { historian } from '#database';
import { hostConsumer, quarantineRecord } from '#kafka';
import type { Log } from '#runtime';
import { FactsController } from './facts.controller.js';
import { Retention } from './retention.js';
import type { HistorianConfig } from './settings.js';

/** Starts the historian: every fact into the long memory, off the way that a plan waits for. */
export function startHistorian(
  config: HistorianConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: historian,
    config,
    log,
    prepare: ({ database }) => {
      const retention = new Retention(database, config.historyMonths, log);
      retention.start();
      return Promise.resolve({
        controllers: [FactsController],
        providers: [],
        stop: () => retention.stop(),
      });
    },
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}
