import { REGISTRY, registryCache } from '#access';
import { hostConsumer, quarantineRecord, readRange } from '#kafka';
import type { CommonConfig, Log } from '#runtime';
import { AgreementWatch } from './agreement-watch.js';
import { Clock } from './clock.js';
import { FactsController } from './facts.controller.js';
import { Library } from './library.js';
import { Memory } from './memory.js';

/** Starts the reconciler: `facts` → ledger → `allocations`, `balances`, `alerts`. */
export function startReconciler(
  config: CommonConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: 'reconciler',
    config,
    log,
    prepare: async ({ database, pipeline }) => {
      const registry = await registryCache(database, {
        onError: (err) => log.warn({ err }, 'the registry will be read again'),
      });
      const memory = new Memory({
        database,
        readRange: (partition, from, to) =>
          readRange({
            brokers: config.brokers,
            clientId: 'lumbung-reconciler-memory',
            topic: 'facts',
            partition,
            from,
            to,
            log,
          }),
      });
      const library = new Library({ sql: database, memory });
      const clock = new Clock(pipeline, library, registry, log);
      clock.start();
      const agreements = new AgreementWatch(pipeline, registry, log);
      agreements.start();
      return {
        controllers: [FactsController],
        providers: [
          { provide: REGISTRY, useValue: registry },
          { provide: Library, useValue: library },
        ],
        onRelease: ({ partition }) => {
          library.drop(partition);
          clock.forget(partition);
        },
        stop: async () => {
          await agreements.stop();
          await clock.stop();
          await registry.stop();
        },
      };
    },
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}
