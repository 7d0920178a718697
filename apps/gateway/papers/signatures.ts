import { randomUUID } from 'node:crypto';
import type { Principal, RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import type { Registry, Shipment } from '#domain';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { tenancyOf } from '../scope/tenancy.js';
import { partyNamed, statementOf, type PaperSignature } from './paper-content.js';
import { shipmentOf } from './shipment-of.js';
import { strokeFault } from './strokes.js';

/** Of one shipment: whoever signs again and again says nothing new. */
const signaturesMax = 20;
const signedIn: readonly string[] = ['dispatched', 'in_transit', 'received', 'closed'];

export interface SignatureRow {
  signature_id: string;
  role: PaperSignature['role'];
  name: string;
  strokes: string;
  statement: Buffer;
  party: string;
  signed_at: Date;
}

export interface NewSignature {
  role: PaperSignature['role'];
  name: string;
  strokes: string;
  /** Hash of what was shown to whoever signed. */
  statement?: string;
}

/** What giver and receiver drew on a screen: kept with who was signed in there, and with what they signed. */
export class Signatures {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
  ) {}

  /** @throws Problem NOT_FOUND, STROKES_REFUSED, SIGNING_NOT_YET, SIGNED_CHANGED, SIGNATURES_TOO_MANY */
  async sign(by: Principal, shipmentId: string, { role, name, strokes, statement }: NewSignature) {
    const fault = strokeFault(strokes);
    if (fault !== null) throw new Problem('STROKES_REFUSED', { extensions: { fault } });
    const deed = { action: 'shipment.signed', subject: `shipment/${shipmentId}`, details: { role } };
    return this.audited.run(by, deed, async (sql) => {
      await sql.query('SELECT pg_advisory_xact_lock(7165006, hashtext($1))', [`BAST ${shipmentId}`]);
      const shipment = await shipmentOf(sql, shipmentId);
      if (!signedIn.includes(shipment.status))
        throw new Problem('SIGNING_NOT_YET', { extensions: { state: shipment.status } });
      const signed = statementOf(shipment);
      if (statement !== undefined && statement !== signed.toString('hex'))
        throw new Problem('SIGNED_CHANGED');
      if ((await this.read(sql, shipment)).length >= signaturesMax) throw new Problem('SIGNATURES_TOO_MANY');
      const [row] = await sql.query<SignatureRow>(
        `INSERT INTO papers.signature (signature_id, shipment_id, revision, role, name, strokes, statement, party,
           signed_at, signed_by_kind, signed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $9, $10) RETURNING *`,
        [
          ...[randomUUID(), shipmentId, shipment.revision, role, name, strokes, signed, by.party],
          ...[by.actor.kind, by.actor.id],
        ],
      );
      const details = { role, statement: signed.toString('hex') };
      return { answer: shownTo(row!, signed), deed: { details } };
    });
  }

  /** What there is to sign, and what was signed, oldest first. @throws Problem NOT_FOUND */
  async list(by: Principal, shipmentId: string) {
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    const shipment = await shipmentOf(sql, shipmentId);
    const rows = await this.read(sql, shipment);
    const statement = statementOf(shipment);
    return {
      statement: statement.toString('hex'),
      revision: shipment.revision,
      items: rows.map((row) => shownTo(row, statement)),
      next: null,
    };
  }

  read(sql: Sql, { shipmentId }: Pick<Shipment, 'shipmentId'>): Promise<SignatureRow[]> {
    return sql.query<SignatureRow>(
      `SELECT signature_id, role, name, strokes, statement, party, signed_at FROM papers.signature
       WHERE shipment_id = $1 ORDER BY signed_at, signature_id`,
      [shipmentId],
    );
  }
}

/** Of each role the newest signature under what is so now: what was signed of another state is not signed. */
export function standing(
  rows: readonly SignatureRow[],
  shipment: Shipment,
  registry: Registry,
): PaperSignature[] {
  const statement = statementOf(shipment);
  return (['giver', 'receiver'] as const).flatMap((role) => {
    const row = rows.findLast((each) => each.role === role && each.statement.equals(statement));
    if (!row) return [];
    const { name, strokes, party, signed_at: at } = row;
    return [{ role, name, strokes, party: partyNamed(registry, party), signedAt: at.toISOString() }];
  });
}

function shownTo(
  { signature_id: signatureId, role, name, party, statement, signed_at: at }: SignatureRow,
  now: Buffer,
) {
  const isCurrent = statement.equals(now);
  return {
    ...{ signatureId, role, name, party, signedAt: at.toISOString() },
    statement: statement.toString('hex'),
    isCurrent,
  };
}
