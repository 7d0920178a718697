import type { Producer } from '#kafka';
import { foreignTopicPrefix } from '#connectors';
import { dataOf, isDemand, tableOf, type DemandData, type StandIn } from './stand-in.js';

const party = 'depok-pangan';
const topic = `${foreignTopicPrefix(party)}kebutuhan`;
const codes: Record<string, string> = {
  'egg.chicken': 'telur_ayam',
  'rice.milled': 'beras',
  'fruit.avocado': 'alpukat',
  'meat.processed': 'daging_olahan',
};

const mapping = `(
  $komoditas := $lookup(${tableOf(codes)}, data.komoditas);
  type != "id.go.depok.pangan.kebutuhan" ? [] : {
    "id": id,
    "type": "demand.declared",
    "time": time,
    "data": {
      "demandId": data.nomor,
      "destination": "32.76",
      "commodity": $exists($komoditas) ? $komoditas : $error("komoditas " & data.komoditas & " tidak dikenal"),
      "quantity": data.jumlah.nilai,
      "unit": data.jumlah.satuan,
      "window": { "from": data.periode.awal, "to": data.periode.akhir },
      "minShelfLifeDays": data.umur_simpan_hari,
      "basis": "estimate"
    }
  }
)`;

/** Depok's food-security office publishes CloudEvents of a type of its own on a topic of its own, some of them twice. */
export function depokPangan(producer: Producer): StandIn {
  let said = 0;
  return {
    party,
    kind: 'topic',
    configuration: { topic, mapping },
    says: isDemand,
    door: async (utterance) => {
      const { demandId, commodity, quantity, unit, window, minShelfLifeDays } = dataOf<DemandData>(utterance);
      const event = {
        specversion: '1.0',
        id: utterance.event.id,
        source: 'https://pangan.depok.go.id',
        type: 'id.go.depok.pangan.kebutuhan',
        time: utterance.event.time,
        data: {
          nomor: demandId,
          komoditas: codes[commodity] ?? commodity,
          jumlah: { nilai: quantity, satuan: unit },
          periode: { awal: window.from, akhir: window.to },
          umur_simpan_hari: minShelfLifeDays,
        },
      };
      const record = { topic, key: demandId, value: JSON.stringify(event) };
      try {
        await producer.send(++said % 4 === 0 ? [record, record] : [record]);
        return { kind: 'taken' };
      } catch {
        // Its topic is made when its connector first runs.
        return { kind: 'again', waitMs: 0 };
      }
    },
  };
}
