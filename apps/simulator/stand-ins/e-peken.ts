import { send, type Sender } from '../door.js';
import { dataOf, isDemand, tableOf, type DemandData, type StandIn } from './stand-in.js';

const codes: Record<string, string> = {
  'egg.chicken': 'TELUR-RAS',
  'rice.milled': 'BERAS-MEDIUM',
  'vegetable.mixed': 'SAYUR-CAMPUR',
  'milk.cow': 'SUSU-SEGAR',
  'fruit.starfruit': 'BELIMBING',
  'fruit.avocado': 'ALPUKAT',
  'fish.koi': 'IKAN-KOI',
};
const units: Record<string, string> = { KGM: 'kg', TNE: 'ton', LTR: 'liter', H87: 'ekor' };

const mapping = `(
  $barang := ${tableOf(codes)};
  $satuan := { "kg": "KGM", "ton": "TNE", "liter": "LTR", "ekor": "H87" };
  $kode := $lookup($barang, barang.kode);
  {
    "id": nomor_pesanan & "#" & revisi,
    "type": "demand.declared",
    "time": diperbarui,
    "data": {
      "demandId": nomor_pesanan,
      "destination": "35.78",
      "commodity": $exists($kode) ? $kode : $error("barang " & barang.kode & " tidak dikenal"),
      "quantity": jumlah,
      "unit": $lookup($satuan, satuan),
      "window": { "from": antar.mulai, "to": antar.sampai },
      "minShelfLifeDays": sisa_umur_min_hari,
      "basis": "replenishment"
    }
  }
)`;

/** Surabaya's marketplace pushes orders as its own JSON, and now and then one that it has sent before. */
export function ePeken(sender: (party: string, signal: AbortSignal) => Sender): StandIn {
  const party = 'e-peken';
  let before: object | null = null;
  let sent = 0;
  return {
    party,
    kind: 'push',
    configuration: { items: '/pesanan', mapping },
    says: isDemand,
    door: async (utterance, signal) => {
      const { demandId, commodity, quantity, unit, window, minShelfLifeDays } = dataOf<DemandData>(utterance);
      const order = {
        nomor_pesanan: demandId,
        revisi: utterance.event.id,
        diperbarui: utterance.event.time,
        barang: { kode: codes[commodity] ?? commodity },
        jumlah: quantity,
        satuan: units[unit] ?? unit,
        antar: { mulai: window.from, sampai: window.to },
        sisa_umur_min_hari: minShelfLifeDays,
      };
      const pesanan = before !== null && ++sent % 4 === 0 ? [before, order] : [order];
      const body = JSON.stringify({ toko: 'e-Peken Surabaya', pesanan });
      const request = { path: `/v1/connectors/${party}`, type: 'application/json', body };
      const { outcome } = await send(sender(party, signal), request);
      if (outcome.kind === 'taken') before = order;
      return outcome;
    },
  };
}
