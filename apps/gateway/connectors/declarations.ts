import type { Principal, RegistryCache } from '#access';
import {
  configurationFaults,
  connectorVersions,
  currentConnectors,
  recordArrival,
  saveConnector,
  type Configuration,
  type Configurations,
  type Connector,
  type ConnectorKind,
  type ConnectorState,
  type ConnectorVersion,
  type MappingSandbox,
  type RunCounts,
} from '#connectors';
import { appendAudit, type Database, type Sql } from '#database';
import { Problem, type ProblemFault } from '../http/problem.js';
import { tenancyOf } from '../scope/tenancy.js';

const versionsMax = 200;

/** What is declared of connectors: read, judged and kept in versions. */
export class Declarations {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly sandbox: MappingSandbox,
  ) {}

  /** All that a reader may know of: a party its own, the hub everybody's. */
  async list(by: Principal) {
    const connectors = await currentConnectors(this.within(by), by.kind === 'hub' ? {} : { party: by.party });
    return connectors.map(itemOf);
  }

  async one(by: Principal, party: string, kind: ConnectorKind) {
    return itemOf(await this.current(by, party, kind));
  }

  async versions(by: Principal, party: string, kind: ConnectorKind) {
    const versions = await connectorVersions(this.within(by), party, kind, versionsMax);
    if (versions.length === 0) throw new Problem('CONNECTOR_UNKNOWN');
    return versions.map(versionItem);
  }

  /** The configuration to run. @throws Problem CONNECTOR_UNKNOWN or CONNECTOR_PAUSED */
  async running<K extends ConnectorKind>(by: Principal, party: string, kind: K): Promise<Configurations[K]> {
    const { configuration } = await this.current(by, party, kind);
    if (configuration.paused) throw new Problem('CONNECTOR_PAUSED');
    return configuration as Configurations[K];
  }

  async current(by: Principal, party: string, kind: ConnectorKind): Promise<Connector> {
    const [connector] = await currentConnectors(this.within(by), { party, kind });
    if (!connector) throw new Problem('CONNECTOR_UNKNOWN');
    return connector;
  }

  /** Writes down what came in by a party's own doing. */
  arrived(by: Principal, kind: ConnectorKind, counts: RunCounts, error: ConnectorState['lastError']) {
    return this.database.scoped(tenancyOf(by, this.registry.index), (sql) =>
      recordArrival(sql, by.party, kind, counts, error),
    );
  }

  /** What is wrong with a declaration, its mapping too. */
  async faults(party: string, kind: ConnectorKind, configuration: object): Promise<ProblemFault[]> {
    const faults: ProblemFault[] = configurationFaults(kind, party, configuration);
    if (faults.length > 0) return faults;
    const broken = await this.sandbox.fault(party, (configuration as Configuration).mapping);
    if (broken === null) return [];
    const text = {
      id: `Pemetaan tidak dapat dibaca: ${broken}`,
      en: `The mapping cannot be read: ${broken}`,
    };
    return [{ path: '/mapping', code: 'MAPPING_BROKEN', text }];
  }

  /** Keeps a new version, with who and why in the audit. @throws Problem CONNECTOR_FAULTY */
  async save(
    principal: Principal,
    party: string,
    kind: ConnectorKind,
    { configuration, reason }: { configuration: object; reason: string },
  ) {
    if (!this.registry.index.parties.has(party)) throw new Problem('NOT_FOUND');
    const errors = await this.faults(party, kind, configuration);
    if (errors.length > 0) throw new Problem('CONNECTOR_FAULTY', { errors });
    const { actor } = principal;
    return this.database.scoped(tenancyOf(principal, this.registry.index), async (sql) => {
      const saving = { party, kind, configuration: configuration as Configuration, reason, by: actor };
      const { version, isNew } = await saveConnector(sql, saving);
      if (isNew)
        await appendAudit(sql, {
          hub: this.registry.registry.hubs[0]!.code,
          actor,
          party: principal.party,
          action: 'connector.saved',
          subject: `connector/${party}/${kind}`,
          outcome: 'done',
          details: { version, reason },
        });
      return { party, kind, version, isNew };
    });
  }

  private within(by: Principal): Sql {
    return this.database.within(tenancyOf(by, this.registry.index));
  }
}

function versionItem({ party, kind, version, configuration, reason, savedBy, savedAt }: ConnectorVersion) {
  return { party, kind, version, configuration, reason, savedBy, savedAt: savedAt.toISOString() };
}

function itemOf(connector: Connector) {
  const { configuration, lastRunAt, lastOkAt, lastError, failures, items, events, refused } = connector;
  return {
    ...versionItem(connector),
    state: configuration.paused ? 'paused' : lastError ? 'failing' : lastRunAt ? 'running' : 'waiting',
    lastRunAt: lastRunAt?.toISOString() ?? null,
    lastOkAt: lastOkAt?.toISOString() ?? null,
    lastError,
    failures,
    items,
    events,
    refused,
  };
}
