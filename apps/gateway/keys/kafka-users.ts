import { endedKafkaUsers, markKafkaUsers, parseKey, unmarkKafkaUsers } from '#access';
import type { RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import { accountOf, grantAccounts, revokeAccounts } from '#kafka';
import type { Log } from '#runtime';
import { Problem, retryAfter } from '../http/problem.js';
import type { GatewaySettings } from '../settings.js';
import type { IssuedKey } from './issued-key.js';

const sweepEveryMs = 5_000;

/** Keys of parties that are systems are users of Kafka for as long as they live. */
export class KafkaUsers {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly settings: GatewaySettings,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.settings.kafkaAccounts === 'off') return;
    this.timer = setInterval(() => void this.sweep(), sweepEveryMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /**
   * Inside the transaction that issues the key: one that is no user is not issued either.
   * @throws Problem KAFKA_UNAVAILABLE
   */
  async grant(sql: Sql, { party, key, scopes }: IssuedKey): Promise<void> {
    const { system, status } = this.registry.index.parties.get(party)!;
    if (this.settings.kafkaAccounts === 'off' || !system || status !== 'active') return;
    const { keyId, secret } = parseKey(key)!;
    const [speaks, reads] = [scopes.includes('events:write'), scopes.includes('read')];
    await markKafkaUsers(sql, [keyId]);
    try {
      await grantAccounts(this.kafka, [accountOf({ party, keyId, secret, speaks, reads })]);
    } catch (cause) {
      throw new Problem('KAFKA_UNAVAILABLE', { cause, headers: retryAfter(5_000) });
    }
  }

  /** Ends users whose keys have ended, by whichever way; what fails is tried again with the next sweep. */
  sweep(): Promise<void> {
    this.sweeping ??= this.endAll()
      .catch((err: unknown) =>
        this.log.warn({ err }, 'ended keys are users of Kafka still; it is tried again'),
      )
      .finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  private async endAll(): Promise<void> {
    if (this.settings.kafkaAccounts === 'off') return;
    const ended = await endedKafkaUsers(this.database);
    if (ended.length === 0) return;
    await revokeAccounts(this.kafka, ended);
    await unmarkKafkaUsers(this.database, ended);
  }

  private get kafka() {
    return { brokers: this.settings.brokers, clientId: 'lumbung-keys' };
  }
}
