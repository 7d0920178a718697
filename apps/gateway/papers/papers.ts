import { createHash, randomUUID } from 'node:crypto';
import type { Principal, RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import type { Shipment } from '#domain';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import type { GatewaySettings } from '../settings.js';
import { tenancyOf } from '../scope/tenancy.js';
import { basisOf, hashOf, lotKey, type PaperContent, type PaperKind } from './paper-content.js';
import { documentOf, ProofKeys } from './proof-token.js';
import { footOf, layoutOf } from './paper-layout.js';
import { printPdf } from '../pdf/print-pdf.js';
import { shipmentOf } from './shipment-of.js';
import { standing, type Signatures } from './signatures.js';

/** Lines that one paper holds. */
const linesMax = 200;
const renderingMax = 4;

/** In which states of a shipment each paper means something. */
const possibleIn: Record<PaperKind, readonly string[]> = {
  SJ: ['accepted', 'dispatched', 'in_transit', 'received', 'closed'],
  DM: ['accepted', 'dispatched', 'in_transit', 'received', 'closed'],
  BAST: ['dispatched', 'in_transit', 'received', 'closed'],
};

interface DocumentRow {
  document_id: string;
  kind: PaperKind;
  number: string;
  shipment_id: string;
  revision: string;
  content: string;
  hash: Buffer;
  basis: Buffer;
  issued_at: Date;
}
const columns = 'document_id, kind, number, shipment_id, revision, content, hash, basis, issued_at';

export interface DocumentShown {
  number: string;
  kind: PaperKind;
  shipmentId: string;
  revision: number;
  issuedAt: string;
  hash: string;
  /** Number of the paper that this one took the place of. */
  replaces: string | null;
  proofUrl: string;
  pdf: string;
}

/** What anybody learns who holds the code of a paper: no more than it says, and whether that still holds. */
export interface Proof {
  kind: PaperKind;
  number: string;
  issuedAt: Date;
  zone: string;
  hub: string;
  hash: string;
  status: string;
  replacedBy: string | null;
}

/** What may be said with a request for a paper. */
export interface Asked {
  kind: PaperKind;
  driver?: string;
  vehicle?: string;
}

/** Papers of shipments: issued once, never changed, and proven by the code on them. */
export class Papers {
  private readonly keys: ProofKeys | null;
  private rendering = 0;

  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
    private readonly signatures: Signatures,
    private readonly settings: Pick<GatewaySettings, 'paperKey' | 'publicUrl' | 'port'>,
  ) {
    this.keys = settings.paperKey === '' ? null : new ProofKeys(settings.paperKey);
  }

  /**
   * Issues a paper about a shipment as it is now. While nothing on it would be different, it is the one that there is.
   * @throws Problem NOT_FOUND, PAPERS_OFF, PAPER_NOT_YET, PAPER_TOO_LONG
   */
  async issue(by: Principal, shipmentId: string, asked: Asked) {
    const keys = this.provingKeys();
    const shipment = await shipmentOf(this.within(by), shipmentId);
    // Whoever carries goods may know their date, but does not see its owner's stock.
    const dates = await this.bestBefore(shipment);
    const details = { kind: asked.kind };
    const deed = { action: 'document.issued', subject: `shipment/${shipmentId}`, details };
    return this.audited.run(by, deed, async (sql) => {
      // Two that ask at once get one paper.
      await sql.query('SELECT pg_advisory_xact_lock(7165006, hashtext($1))', [`${asked.kind} ${shipmentId}`]);
      const present = await shipmentOf(sql, shipmentId);
      if (!possibleIn[asked.kind].includes(present.status))
        throw new Problem('PAPER_NOT_YET', { extensions: { state: present.status } });
      if (present.lines.length > linesMax) throw new Problem('PAPER_TOO_LONG');
      const { row, isNew } = await this.write(sql, by, present, asked, dates);
      const document = this.shown(row, keys);
      return { answer: { document, isNew }, deed: { details: { ...details, number: row.number, isNew } } };
    });
  }

  private async write(sql: Sql, by: Principal, shipment: Shipment, asked: Asked, dates: Map<string, string>) {
    const { registry } = this.registry;
    const { kind } = asked;
    const before = await papersOf(sql, shipment.shipmentId);
    const latest = before.findLast((row) => row.kind === kind);
    const said = (before.at(-1) && contentOf(before.at(-1)!)) ?? null;
    for (const line of before.flatMap((row) => contentOf(row).lines)) {
      const key = lotKey({ ...line, location: line.place.code });
      if (line.bestBefore !== null && !dates.has(key)) dates.set(key, line.bestBefore);
    }
    const basis = basisOf({
      ...{ kind, shipment, registry, bestBefore: dates },
      plate: asked.vehicle ?? shipment.journey?.vehicle ?? said?.plate ?? null,
      driver: asked.driver ?? said?.driver ?? null,
      signatures:
        kind === 'BAST' ? standing(await this.signatures.read(sql, shipment), shipment, registry) : [],
    });
    if (latest?.basis.equals(hashOf(basis))) return { row: latest, isNew: false };
    const issuedAt = new Date();
    const content: PaperContent = {
      ...basis,
      issuedAt: issuedAt.toISOString(),
      revision: shipment.revision,
      replaces: latest?.number ?? null,
      proofBase: `${this.settings.publicUrl.replace(/\/$/, '') || `http://localhost:${this.settings.port}`}/d/`,
    };
    // A load list is the carrier's, who loads; the others are the hub's.
    const party = kind === 'DM' ? (shipment.carrier ?? shipment.hub) : shipment.hub;
    const [row] = await sql.query<DocumentRow>(
      `INSERT INTO papers.document
         (document_id, kind, party, year, shipment_id, revision, basis, content, issued_at, issued_by_kind, issued_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING ${columns}`,
      [
        ...[
          randomUUID(),
          kind,
          party,
          yearOf(issuedAt, content.zone),
          shipment.shipmentId,
          shipment.revision,
        ],
        ...[hashOf(basis), JSON.stringify(content), content.issuedAt, by.actor.kind, by.actor.id],
      ],
    );
    return { row: row!, isNew: true };
  }

  /** Papers of a shipment, oldest first. @throws Problem NOT_FOUND */
  async list(by: Principal, shipmentId: string): Promise<DocumentShown[]> {
    const sql = this.within(by);
    await shipmentOf(sql, shipmentId);
    const rows = await papersOf(sql, shipmentId);
    return rows.map((row) => this.shown(row, this.keys));
  }

  /** @throws Problem NOT_FOUND, PAPERS_OFF, PAPERS_BUSY */
  async pdf(by: Principal, number: string): Promise<Buffer> {
    const keys = this.provingKeys();
    const [row] = await this.within(by).query<DocumentRow>(
      `SELECT ${columns} FROM papers.document WHERE number = $1`,
      [number],
    );
    if (!row) throw new Problem('NOT_FOUND');
    // One thread sets all pages, a quarter of a second for the longest: who comes later is asked to come again.
    if (this.rendering >= renderingMax) throw new Problem('PAPERS_BUSY', { headers: { 'retry-after': '2' } });
    this.rendering += 1;
    try {
      const { proofUrl } = this.shown(row, keys);
      const paper = { number, hash: row.hash.toString('hex'), content: contentOf(row), proofUrl };
      return await printPdf(layoutOf(paper), footOf(paper));
    } finally {
      this.rendering -= 1;
    }
  }

  /** What the code of a paper proves; null: it is not one of ours, or what we keep is not what was signed. */
  async prove(token: string): Promise<Proof | null> {
    const documentId = documentOf(token);
    if (documentId === null || this.keys === null) return null;
    // Nobody has to be known to ask: the token is the right to see this much.
    const [row] = await this.database.query<DocumentRow & { status: string; replaced_by: string | null }>(
      `SELECT ${columns}, s.status, (
         SELECT n.number FROM papers.document n
         WHERE n.shipment_id = d.shipment_id AND n.kind = d.kind AND n.party = d.party
           AND (n.year, n.serial) > (d.year, d.serial)
         ORDER BY n.year DESC, n.serial DESC LIMIT 1) AS replaced_by
       FROM papers.document d JOIN dispatcher.shipment s USING (shipment_id) WHERE d.document_id = $1`,
      [documentId],
    );
    if (!row) return null;
    const hash = createHash('sha256').update(`${row.number}\n${row.content}`).digest();
    if (!this.keys.proves(token, documentId, hash)) return null;
    const { kind, number, issued_at: issuedAt, status, replaced_by: replacedBy } = row;
    const { zone, hub } = contentOf(row);
    return { kind, number, issuedAt, zone, hub: hub.name, hash: hash.toString('hex'), status, replacedBy };
  }

  private shown(row: DocumentRow, keys: ProofKeys | null): DocumentShown {
    const { number, kind, document_id: documentId, hash } = row;
    const { replaces, proofBase } = contentOf(row);
    return {
      ...{ number, kind, shipmentId: row.shipment_id, revision: Number(row.revision) },
      issuedAt: row.issued_at.toISOString(),
      hash: hash.toString('hex'),
      replaces,
      proofUrl: keys === null ? '' : proofBase + keys.sign(documentId, hash),
      pdf: `/v1/documents/${number.replaceAll('/', '-')}.pdf`,
    };
  }

  private async bestBefore({ hub, lines }: Shipment): Promise<Map<string, string>> {
    const rows = await this.database.query<{ key: string; date: string | null }>(
      `SELECT commodity || ' ' || lot_id AS key, line->>'bestBefore' AS date FROM reconciler.stock
       WHERE hub = $1 AND commodity || ' ' || lot_id = ANY($2) AND commodity = ANY($3)`,
      [hub, lines.map(lotKey), [...new Set(lines.map(({ commodity }) => commodity))]],
    );
    return new Map(rows.flatMap(({ key, date }) => (date === null ? [] : [[key, date]])));
  }

  private provingKeys(): ProofKeys {
    if (this.keys === null) throw new Problem('PAPERS_OFF');
    return this.keys;
  }

  private within(by: Principal): Sql {
    return this.database.within(tenancyOf(by, this.registry.index));
  }
}

function papersOf(sql: Sql, shipmentId: string): Promise<DocumentRow[]> {
  return sql.query<DocumentRow>(
    `SELECT ${columns} FROM papers.document WHERE shipment_id = $1 ORDER BY issued_at, serial`,
    [shipmentId],
  );
}

function contentOf({ content }: Pick<DocumentRow, 'content'>): PaperContent {
  return JSON.parse(content) as PaperContent;
}

function yearOf(instant: Date, zone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: zone }).format(instant));
}
