import type { Alert } from '../planning/plan.js';
import type { Registry } from '../registry/registry.js';

/** Goods of one commodity of a shipment about which nobody has decided. */
export interface GoodsAwaiting {
  shipmentId: string;
  hub: string;
  destination: string;
  commodity: string;
  unit: string;
  /** Base units. */
  quantity: number;
}

/** Goods that nobody took wait for too long: what an officer should know of it. */
export function goodsAwaitingAlert(goods: GoodsAwaiting, hours: number, registry: Registry): Alert {
  const { shipmentId, hub, destination, commodity, unit, quantity } = goods;
  const region = registry.regions.find(({ code }) => code === destination)?.name ?? destination;
  const names = registry.commodities.find(({ code }) => code === commodity);
  return {
    id: `GOODS_AWAITING/${hub}/${shipmentId}/${commodity}`,
    code: 'GOODS_AWAITING',
    severity: 'warning',
    hub,
    commodity,
    subject: destination,
    quantity,
    text: {
      id: `${quantity} ${unit} ${names?.nameId ?? commodity} dari kiriman ${shipmentId} di ${region} tidak diambil dan lebih dari ${hours} jam menunggu keputusan: kembali ke stok atau dibuang.`,
      en: `${quantity} ${unit} of ${names?.nameEn ?? commodity} of shipment ${shipmentId} at ${region} were not taken and have waited for a decision for more than ${hours} hours: into stock or waste.`,
    },
  };
}
