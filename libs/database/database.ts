import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { answeringSocket } from './answering-socket.js';
import { DatabaseError } from './errors.js';
import { Schema1764000000000 } from './migrations/1764000000000-schema.js';
import { Announced1764100000000 } from './migrations/1764100000000-announced.js';
import { RejectedState1764200000000 } from './migrations/1764200000000-rejected-state.js';
import { History1764300000000 } from './migrations/1764300000000-history.js';
import { Indexes1764400000000 } from './migrations/1764400000000-indexes.js';

export interface DatabaseOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
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
      url: options.url,
      applicationName: `lumbung-${options.name}`,
      poolSize: options.connectionsMax ?? 8,
      migrations: [
        Schema1764000000000,
        Announced1764100000000,
        RejectedState1764200000000,
        History1764300000000,
        Indexes1764400000000,
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
    return new Database(source);
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    return rowsOf<Row>(await this.source.query(sql, parameters));
  }

  /**
   * Runs `work` in one transaction. Whatever `work` swallowed, an aborted transaction never passes for a
   * committed one: the last statement before COMMIT fails in it.
   */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await work({
        query: async <Row>(sql: string, parameters?: unknown[]) =>
          rowsOf<Row>(await runner.query(sql, parameters)),
      });
      await runner.query('SELECT 1');
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release().catch(() => undefined);
    }
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

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
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
