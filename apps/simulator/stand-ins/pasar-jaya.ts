import type { Column } from '#connectors';
import type { Sender } from '../door.js';
import {
  dataOf,
  isDemand,
  isPrice,
  tableOf,
  type DemandData,
  type PriceData,
  type StandIn,
} from './stand-in.js';
import { Uploading } from './uploading.js';

const codes: Record<string, string> = {
  'egg.chicken': 'telur ayam',
  'vegetable.mixed': 'sayur',
  'fruit.starfruit': 'belimbing',
  'fruit.avocado': 'alpukat',
};

const columns: Column[] = [
  { name: 'nomor', required: true, example: 'PJ-2026-11-23-telur' },
  { name: 'revisi', required: true, example: '1' },
  { name: 'waktu', required: true, example: '2026-11-23T05:00:00+07:00' },
  { name: 'barang', required: true, example: 'telur ayam' },
  { name: 'stok_kg', kind: 'number', example: '12000' },
  { name: 'target_kg', kind: 'number', example: '160000' },
  { name: 'harga_per_kg', kind: 'number', example: '30500' },
  { name: 'dari', kind: 'date', example: '2026-11-23' },
  { name: 'sampai', kind: 'date', example: '2026-11-29' },
  { name: 'umur_min_hari', kind: 'number', example: '7' },
];

/** What the markets lack of their target is a need; a price is told beside it. */
const mapping = `(
  $known := $lookup(${tableOf(codes)}, barang);
  $commodity := $exists($known) ? $known : $error("barang " & barang & " tidak dikenal");
  $lacking := target_kg = "" or stok_kg = "" ? -1 : $number(target_kg) - $number(stok_kg);
  $append(
    $lacking < 0 ? [] : [{
      "id": nomor & "#" & revisi,
      "type": "demand.declared",
      "time": waktu,
      "data": {
        "demandId": nomor, "destination": "31", "commodity": $commodity,
        "quantity": $lacking, "unit": "KGM",
        "window": { "from": dari, "to": sampai },
        "minShelfLifeDays": umur_min_hari = "" ? 0 : $number(umur_min_hari),
        "basis": "replenishment"
      }
    }],
    harga_per_kg = "" ? [] : [{
      "id": nomor & "#" & revisi & "#harga",
      "type": "price.observed",
      "time": waktu,
      "data": {
        "market": "31", "commodity": $commodity,
        "price": $number(harga_per_kg), "currency": "IDR", "unit": "KGM"
      }
    }]
  )
)`;

/** Jakarta's markets tell stock, target and price in a CSV file. */
export function pasarJaya(sender: (party: string, signal: AbortSignal) => Sender): StandIn {
  const party = 'pasar-jaya';
  const uploading = new Uploading(
    columns.map(({ name }) => name),
    'csv',
  );
  return {
    party,
    kind: 'upload',
    configuration: { columns, mapping },
    says: (utterance) => isDemand(utterance) || isPrice(utterance),
    door: (utterance, signal) => {
      const { id: revisi, time: waktu } = utterance.event;
      const { commodity } = dataOf<PriceData>(utterance);
      const barang = codes[commodity] ?? commodity;
      const row = isPrice(utterance)
        ? { nomor: `${party}.harga.${barang}`, harga_per_kg: String(dataOf<PriceData>(utterance).price) }
        : needOf(dataOf<DemandData>(utterance));
      return uploading.add({ ...row, revisi, waktu, barang }, sender(party, signal));
    },
  };
}

const stockKg = 12_000;

function needOf({ demandId, quantity, window, minShelfLifeDays }: DemandData): Record<string, string> {
  return {
    nomor: demandId,
    stok_kg: String(stockKg),
    target_kg: String(Number(quantity) + stockKg),
    dari: window.from,
    sampai: window.to,
    umur_min_hari: String(minShelfLifeDays),
  };
}
