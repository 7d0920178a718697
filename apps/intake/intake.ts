import { registryCache } from '#access';
import { hostConsumer } from '#kafka';
import type { CommonConfig, Log } from '#runtime';
import { speakerOf } from './admission.js';
import { InboundController } from './inbound.controller.js';
import { internalRefusal, rejectedMessage, rejectedRow } from './rejection.js';
import { insertRejected } from './store.js';
import { REGISTRY } from './tokens.js';

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
    quarantine: async (sql, at, record) => {
      const party = speakerOf(at.topic, record);
      const row = rejectedRow(at, record, party, null, internalRefusal, Date.now());
      await insertRejected(sql, [row]);
      return [rejectedMessage(row)];
    },
  });
}
