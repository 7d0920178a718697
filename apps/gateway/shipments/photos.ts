import { createHash } from 'node:crypto';
import type { Principal, RegistryCache } from '#access';
import type { Database } from '#database';
import type { Party } from '#domain';
import { httpLimits } from '../http/limits.js';
import { photoId } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import type { Scope } from '../scope/scope.js';
import { photoTypeOf, withoutOrigin } from './photo-bytes.js';

interface ShipmentRow {
  hub: string;
  destination: string;
  carrier: string | null;
}

interface PhotoRow {
  photo_id: string;
  media_type: string;
  size: number;
  uploaded_by: string;
  uploaded_at: Date;
}

/** Pictures of goods at their receipt, for those who may see the shipment. */
export class Photos {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
  ) {}

  /**
   * Keeps a picture, without the place where it was taken. The same bytes are the same photo.
   * @throws Problem NOT_FOUND, SHIPMENT_NOT_YOURS, PHOTO_REFUSED, PHOTOS_TOO_MANY
   */
  add(shipmentId: string, body: unknown, by: Principal): Promise<{ photoId: string; size: number }> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const type = photoTypeOf(bytes);
    const plain = type && withoutOrigin(bytes, type);
    if (type === null || plain === null) throw new Problem('PHOTO_REFUSED');
    const id = createHash('sha256').update(plain).digest('hex');
    const deed = {
      action: 'photo.added',
      subject: `shipment/${clean(shipmentId)}`,
      details: { photo: id, size: plain.length },
    };
    return this.audited.run(by, deed, async (sql) => {
      const [shipment] = await sql.query<ShipmentRow>(
        'SELECT hub, destination, carrier FROM dispatcher.shipment WHERE shipment_id = $1',
        [clean(shipmentId)],
      );
      if (!shipment) throw new Problem('NOT_FOUND');
      const party = this.registry.index.parties.get(by.party);
      if (!party || !mayShow(party, shipment)) throw new Problem('SHIPMENT_NOT_YOURS');
      await sql.query('SELECT pg_advisory_xact_lock(7165009, hashtext($1))', [shipmentId]);
      const known = await sql.query<{ photo_id: string }>(
        'SELECT photo_id FROM dispatcher.photo WHERE shipment_id = $1',
        [clean(shipmentId)],
      );
      const isKnown = known.some(({ photo_id }) => photo_id === id);
      if (!isKnown && known.length >= httpLimits.shipmentPhotosMax) throw new Problem('PHOTOS_TOO_MANY');
      await sql.query(
        `INSERT INTO dispatcher.photo (shipment_id, photo_id, media_type, bytes, size, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT DO NOTHING`,
        [shipmentId, id, type, plain, plain.length, by.party],
      );
      return { answer: { photoId: id, size: plain.length } };
    });
  }

  async list(shipmentId: string, scope: Scope): Promise<{ items: object[]; next: null }> {
    const sql = this.database.within(scope);
    const [shipment] = await sql.query('SELECT 1 FROM dispatcher.shipment WHERE shipment_id = $1', [
      clean(shipmentId),
    ]);
    if (!shipment || scope.party === null) throw new Problem('NOT_FOUND');
    const rows = await sql.query<PhotoRow>(
      `SELECT photo_id, media_type, size, uploaded_by, uploaded_at FROM dispatcher.photo WHERE shipment_id = $1
       ORDER BY uploaded_at, photo_id`,
      [clean(shipmentId)],
    );
    const items = rows.map(({ photo_id, media_type, size, uploaded_by, uploaded_at }) => ({
      photoId: photo_id,
      mediaType: media_type,
      size,
      by: uploaded_by,
      at: uploaded_at.toISOString(),
    }));
    return { items, next: null };
  }

  async one(shipmentId: string, id: string, scope: Scope): Promise<{ mediaType: string; bytes: Buffer }> {
    if (!photoId.test(id)) throw new Problem('NOT_FOUND');
    const [row] = await this.database
      .within(scope)
      .query<{ media_type: string; bytes: Buffer }>(
        'SELECT media_type, bytes FROM dispatcher.photo WHERE shipment_id = $1 AND photo_id = $2',
        [clean(shipmentId), id],
      );
    if (!row) throw new Problem('NOT_FOUND');
    return { mediaType: row.media_type, bytes: row.bytes };
  }
}

/** Whoever had the goods in hand: the city that receives them, their carrier, and the hub. */
function mayShow({ code, kind, regions }: Party, { hub, destination, carrier }: ShipmentRow): boolean {
  if (code === hub || code === carrier) return true;
  return (kind === 'buyer' || kind === 'department') && regions.includes(destination);
}

function clean(shipmentId: string): string {
  return shipmentId.slice(0, 256).replaceAll('\u0000', '');
}
