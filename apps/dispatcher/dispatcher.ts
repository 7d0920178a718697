import { REGISTRY, registryCache } from '#access';
import { hostConsumer, quarantineRecord } from '#kafka';
import type { CommonConfig, Log } from '#runtime';
import { AllocationsController } from './allocations.controller.js';
import { LifecycleController } from './lifecycle.controller.js';
import { OfferClock } from './offer-clock.js';
import { OutboundController } from './outbound.controller.js';

/** Starts the dispatcher: `allocations` and what carriers say → `shipments`, facts and `outbound.*`. */
export function startDispatcher(
  config: CommonConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: 'dispatcher',
    config,
    log,
    prepare: async ({ database, pipeline }) => {
      const registry = await registryCache(database, {
        onError: (err) => log.warn({ err }, 'the registry will be read again'),
      });
      const offers = new OfferClock(database, pipeline, registry, log);
      offers.start();
      return {
        controllers: [AllocationsController, LifecycleController, OutboundController],
        providers: [{ provide: REGISTRY, useValue: registry }],
        stop: async () => {
          await offers.stop();
          await registry.stop();
        },
      };
    },
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}
