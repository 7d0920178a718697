import 'reflect-metadata';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { answeringSocket } from './answering-socket.js';
import { DatabaseError } from './errors.js';
import { Schema1764000000000 } from './migrations/1764000000000-schema.js';
import { Announced1764100000000 } from './migrations/1764100000000-announced.js';
import { RejectedState1764200000000 } from './migrations/1764200000000-rejected-state.js';
import { History1764300000000 } from './migrations/1764300000000-history.js';
import { Indexes1764400000000 } from './migrations/1764400000000-indexes.js';
import { Epoch1764450000000 } from './migrations/1764450000000-epoch.js';
import { Retention1764460000000 } from './migrations/1764460000000-retention.js';
import { Access1764500000000 } from './migrations/1764500000000-access.js';
import { People1764510000000 } from './migrations/1764510000000-people.js';
import { Parties1764520000000 } from './migrations/1764520000000-parties.js';
import { Connectors1764530000000 } from './migrations/1764530000000-connectors.js';
import { KafkaUsers1764540000000 } from './migrations/1764540000000-kafka-users.js';
import { Tenancy1764550000000 } from './migrations/1764550000000-tenancy.js';
import { Outbound1764610000000 } from './migrations/1764610000000-outbound.js';
import { Offers1764620000000 } from './migrations/1764620000000-offers.js';
import { Receipts1764640000000 } from './migrations/1764640000000-receipts.js';
import { Tracking1764650000000 } from './migrations/1764650000000-tracking.js';
import { Papers1764660000000 } from './migrations/1764660000000-papers.js';
import { Lifecycle1764630000000 } from './migrations/1764630000000-lifecycle.js';
import { Messages1764710000000 } from './migrations/1764710000000-messages.js';
import { Desk1764720000000 } from './migrations/1764720000000-desk.js';
import { Field1764830000000 } from './migrations/1764830000000-field.js';
import { Overrides1764840000000 } from './migrations/1764840000000-overrides.js';
import { Notices1764850000000 } from './migrations/1764850000000-notices.js';
import { asService, beginAs, serviceRole, type Tenancy } from './tenancy.js';

export interface DatabaseOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
  /** A service is never the owner of the tables; who migrates, seeds and maintains is. */
  as?: 'owner' | 'service';
  connectionsMax?: number;
  statementTimeoutMs?: number;
  /** After which a server that says nothing counts as gone; longer than any statement may take. */
  answerTimeoutMs?: number;
}

/** Something that runs SQL: the pool, or one transaction. */
export interface Sql {
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

const migrationLock = 7_165_001;

/** The pool of connections to Postgres, and transactions on it. */
export class Database implements Sql {
  private constructor(private readonly source: DataSource) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const { statementTimeoutMs = 30_000, answerTimeoutMs = statementTimeoutMs + 10_000 } = options;
    const source = new DataSource({
      type: 'postgres',
      url: options.as === 'service' ? asService(options.url) : options.url,
      applicationName: `lumbung-${options.name}`,
      poolSize: options.connectionsMax ?? 8,
      migrations: [
        Schema1764000000000,
        Announced1764100000000,
        RejectedState1764200000000,
        History1764300000000,
        Indexes1764400000000,
        Epoch1764450000000,
        Retention1764460000000,
        Access1764500000000,
        People1764510000000,
        Parties1764520000000,
        Connectors1764530000000,
        KafkaUsers1764540000000,
        Tenancy1764550000000,
        Outbound1764610000000,
        Offers1764620000000,
        Receipts1764640000000,
        Tracking1764650000000,
        Papers1764660000000,
        Lifecycle1764630000000,
        Messages1764710000000,
        Desk1764720000000,
        Field1764830000000,
        Overrides1764840000000,
        Notices1764850000000,
      ],
      migrationsTableName: 'lumbung_migration',
      connectTimeoutMS: 5_000,
      extra: {
        statement_timeout: statementTimeoutMs,
        stream: () => answeringSocket(answerTimeoutMs),
        idle_in_transaction_session_timeout: 30_000,
      },
    });
    try {
      await source.initialize();
    } catch (cause) {
      throw new DatabaseError('UNREACHABLE', `Postgres does not answer: ${(cause as Error).message}`, {
        cause,
      });
    }
    const database = new Database(source);
    if (options.as === 'service') await database.demandRole(serviceRole);
    return database;
  }

  /** A pooler may have dropped the role that was asked for: then nothing is read at all. */
  private async demandRole(role: string): Promise<void> {
    const [row] = await this.query<{ role: string }>('SELECT current_user AS role');
    if (row?.role === role) return;
    await this.close();
    throw new DatabaseError('UNREACHABLE', `Postgres has made this connection ${row?.role}, not ${role}`);
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return rowsOf<Row>(await this.source.query(sql, parameters));
  }

  /**
   * Runs `work` in one transaction. Its statements are prepared once a connection.
   * @throws DatabaseError STATEMENT_FAILED when `work` swallowed an error: an aborted transaction answers COMMIT
   * with a ROLLBACK and no error, and must never pass for a committed one
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.run('BEGIN', work);
  }

  /** As `transaction`, for somebody: Postgres itself shows and takes their rows alone. */
  scoped<T>(tenancy: Tenancy, work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.run(beginAs(tenancy, 'READ WRITE'), work);
  }

  /** Reads for somebody, each statement in a transaction of its own. */
  within(tenancy: Tenancy): Sql {
    const begin = beginAs(tenancy, 'READ ONLY');
    return { query: (text, parameters) => this.run(begin, (sql) => sql.query(text, parameters)) };
  }

  private async run<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      await client.query(begin);
      const result = await work(preparing(client));
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT')
        throw new DatabaseError(
          'STATEMENT_FAILED',
          'aborted by a statement whose error was swallowed: nothing was written',
        );
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: Error) => (broken ??= cause));
      throw error;
    } finally {
      client.removeListener('error', onError);
      client.release(broken);
    }
  }

  /** TypeORM's own pool: a query runner would send statements of its own around ours. */
  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** Brings the schema up to date. Safe to call from several processes at once: the others wait. */
  async migrate(): Promise<number> {
    const holder = this.source.createQueryRunner();
    try {
      await holder.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      const done = await this.source.runMigrations({ transaction: 'each' });
      return done.length;
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
      await holder.release();
    }
  }

  /**
   * Runs `work` while this connection alone has the lock of that number; null, and nothing is run, when another
   * has it. A process that dies lets go of it.
   */
  async exclusive<T>(lock: number, work: () => Promise<T>): Promise<T | null> {
    const holder = this.source.createQueryRunner();
    let isHeld = false;
    try {
      const [row] = rowsOf<{ held: boolean }>(
        await holder.query('SELECT pg_try_advisory_lock($1) AS held', [lock]),
      );
      isHeld = row!.held;
      return isHeld ? await work() : null;
    } finally {
      if (isHeld) await holder.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => undefined);
      await holder.release().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

const names = new Map<string, string>();
/** A text that is made anew for each call must not fill the server's memory with prepared statements. */
const namesMax = 300;

function preparing(client: PoolClient): Sql {
  return {
    query: async <Row>(text: string, values: unknown[] = []) => {
      let name = names.get(text);
      if (name === undefined && names.size < namesMax) names.set(text, (name = `lumbung_${names.size}`));
      return (await client.query({ name, text, values })).rows as Row[];
    },
  };
}

// TypeORM answers UPDATE and DELETE as [rows, affected]; every statement of ours that wants rows has RETURNING.
function rowsOf<Row>(result: unknown): Row[] {
  if (
    Array.isArray(result) &&
    result.length === 2 &&
    Array.isArray(result[0]) &&
    typeof result[1] === 'number'
  )
    return result[0] as Row[];
  return (result ?? []) as Row[];
}
