import type { Principal, RegistryCache } from '#access';
import { appendAudit } from '#database';
import type { AuditEntry, Database, Sql } from '#database';
import { Problem } from '../http/problem.js';
import { tenancyOf } from '../scope/tenancy.js';

export interface Deed {
  action: string;
  subject: string;
  details: AuditEntry['details'];
}

/** Work whose writes and whose audit row are one transaction; what is refused is written down too. */
export class Audited {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
  ) {}

  /** @throws Problem that `work` throws; then nothing of it is written but that it was tried */
  async run<T>(
    by: Principal,
    deed: Deed,
    work: (sql: Sql) => Promise<{ answer: T; deed?: Partial<Deed> }>,
  ): Promise<T> {
    const tenancy = tenancyOf(by, this.registry.index);
    try {
      return await this.database.scoped(tenancy, async (sql) => {
        const done = await work(sql);
        await appendAudit(sql, this.entryOf(by, { ...deed, ...done.deed }, 'done'));
        return done.answer;
      });
    } catch (error) {
      if (error instanceof Problem) {
        const details = { ...deed.details, code: error.code };
        await this.database.scoped(tenancy, (sql) =>
          appendAudit(sql, this.entryOf(by, { ...deed, details }, 'refused')),
        );
      }
      throw error;
    }
  }

  private entryOf(by: Principal, deed: Deed, outcome: AuditEntry['outcome']): AuditEntry {
    const hub = by.kind === 'hub' ? by.party : (this.registry.registry.hubs[0]?.code ?? by.party);
    return { hub, actor: by.actor, party: by.party, ...deed, outcome };
  }
}
