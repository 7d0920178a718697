import type { Sql } from '#database';
import type { Shipment } from '#domain';
import { Problem } from '../http/problem.js';

/** The shipment as it is, for whoever has to do with it. @throws Problem NOT_FOUND */
export async function shipmentOf(sql: Sql, shipmentId: string): Promise<Shipment> {
  const [row] = await sql.query<{ shipment: Shipment }>(
    'SELECT shipment FROM dispatcher.shipment WHERE shipment_id = $1',
    [shipmentId],
  );
  if (!row) throw new Problem('NOT_FOUND');
  return { ...row.shipment, shipmentId };
}
