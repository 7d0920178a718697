import { REGISTRY, registryCache } from '#access';
import { eventOfRecord } from '#contracts';
import { recordRefusedMending, type Sql } from '#database';
import { hostConsumer, internalRefusal, quarantineRecord, type KafkaRecord } from '#kafka';
import type { Config, Log } from '#runtime';
import { speakerOf } from './admission.js';
import { startConnectors } from './connectors/start.js';
import { InboundController } from './inbound.controller.js';
import { mendOf } from './mend.js';
import { unread } from './mends.js';
import type { intakeSettings } from './settings.js';

/** Starts the intake: `inbound.*` → `facts` and `rejected`. */
export function startIntake(
  config: Config<typeof intakeSettings>,
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
      const connectors = startConnectors({ config, log, database, registry });
      return {
        controllers: [InboundController],
        providers: [{ provide: REGISTRY, useValue: registry }],
        stop: async () => {
          await connectors.stop();
          await registry.stop();
        },
      };
    },
    quarantine,
  });
}

async function quarantine(sql: Sql, at: { topic: string; partition: number }, record: KafkaRecord) {
  const mend = mendOf(at.topic, record);
  if (mend) await recordRefusedMending(sql, unread(mend), internalRefusal);
  const read = eventOfRecord(record.value, record.headers);
  return quarantineRecord(sql, at, record, speakerOf(at.topic, record), read.ok ? read.json : null);
}
