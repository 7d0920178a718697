import { getJson } from '../api/client.js';
import type { Shipment } from '../api/types.js';

const everyMs = 300;
const asksMax = 30;

/** Waits until a shipment has taken a further step, as long as a person would. */
export async function untilMoved({ shipmentId, revision }: Shipment): Promise<void> {
  for (let asked = 0; asked < asksMax; asked += 1) {
    const now = await getJson<Shipment>(`/v1/shipments/${encodeURIComponent(shipmentId)}`);
    if (now.revision > revision) return;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
