import type { Connector, Lease, MappingSandbox, Secrets, Targets } from '#connectors';
import type { Sql } from '#database';
import type { Producer } from '#kafka';
import type { Log } from '#runtime';

/** Seconds after which a turn of an instance that says nothing any more is another's. */
export const leaseSeconds = 60;

export interface RunnerParts {
  database: Sql;
  producer: Producer;
  sandbox: MappingSandbox;
  log: Log;
  targets: Targets;
  secrets: Secrets;
  kafka: { brokers: string[]; partitions: number; replication: number };
  mayRun: (party: string) => boolean;
}

export interface Turn {
  connector: Connector;
  lease: Lease;
  cursor: unknown;
  signal: AbortSignal;
}
