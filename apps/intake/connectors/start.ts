import { MappingSandbox, Secrets, Targets } from '#connectors';
import type { RegistryCache } from '#access';
import type { Database } from '#database';
import { createProducer } from '#kafka';
import type { Config, Log } from '#runtime';
import type { intakeSettings } from '../settings.js';
import { ConnectorRunner } from './runner.js';

/** Of one page; nobody waits for it, and what takes longer is put aside as rejected. */
const mappingMsMax = 30_000;

export interface ConnectorParts {
  config: Config<typeof intakeSettings>;
  log: Log;
  database: Database;
  registry: RegistryCache;
}

/** Starts what fetches from partners: polls and topics of theirs. */
export function startConnectors({ config, log, database, registry }: ConnectorParts): {
  stop: () => Promise<void>;
} {
  const producer = createProducer({ brokers: config.brokers, clientId: 'lumbung-connectors', log });
  const sandbox = new MappingSandbox({ callMs: mappingMsMax });
  const runner = new ConnectorRunner({
    database,
    producer,
    sandbox,
    log,
    targets: new Targets(config.connectorTargets),
    secrets: new Secrets(config.connectorSecretsDir),
    kafka: config,
    mayRun: (party) => registry.index.parties.get(party)?.status === 'active',
  });
  runner.start();
  return {
    stop: async () => {
      await runner.stop();
      await sandbox.close();
      await producer.close();
    },
  };
}
