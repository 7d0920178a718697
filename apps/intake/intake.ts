import { REGISTRY, registryCache } from '#access';
import { hostConsumer, quarantineRecord } from '#kafka';
import type { CommonConfig, Log } from '#runtime';
import { speakerOf } from './admission.js';
import { InboundController } from './inbound.controller.js';

/** Starts the intake: `inbound.*` → `facts` and `rejected`. */
export function startIntake(
  config: CommonConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: 'intake',
    config,
    log,
    prepare: async ({ database }) => {
      const registry = await registryCache(database, {
        onError: (err) => log.warn({ err }, 'the registry will be read again'),
      });
      return {
        controllers: [InboundController],
        providers: [{ provide: REGISTRY, useValue: registry }],
        stop: () => registry.stop(),
      };
    },
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, speakerOf(at.topic, record)),
  });
}
