import type { Column } from '#connectors';
import type { Sender } from '../door.js';
import { dataOf, isDemand, tableOf, type DemandData, type StandIn } from './stand-in.js';
import { Uploading } from './uploading.js';

const codes: Record<string, string> = { 'meat.goat': 'Daging Kambing', 'meat.processed': 'Daging Olahan' };

const columns: Column[] = [
  { name: 'No Permintaan', required: true, example: 'DJ-2026-001' },
  { name: 'Revisi', required: true, example: '1' },
  { name: 'Jenis', required: true, example: 'Daging Kambing' },
  { name: 'Jumlah (kg)', required: true, kind: 'number', example: '1800' },
  { name: 'Mulai', required: true, kind: 'date', example: '2026-11-24' },
  { name: 'Sampai', required: true, kind: 'date', example: '2026-11-30' },
  { name: 'Sisa Umur (hari)', kind: 'number', example: '2' },
  { name: 'Dibuat', required: true, example: '2026-11-23T08:00:00+07:00' },
];

const mapping = `(
  $jenis := $lookup(${tableOf(codes)}, Jenis);
  {
    "id": \`No Permintaan\` & "#" & Revisi,
    "type": "demand.declared",
    "time": Dibuat,
    "data": {
      "demandId": \`No Permintaan\`,
      "destination": "31",
      "commodity": $exists($jenis) ? $jenis : $error("jenis " & Jenis & " tidak dikenal"),
      "quantity": \`Jumlah (kg)\`,
      "unit": "KGM",
      "window": { "from": Mulai, "to": Sampai },
      "minShelfLifeDays": \`Sisa Umur (hari)\` = "" ? 0 : $number(\`Sisa Umur (hari)\`),
      "basis": "order"
    }
  }
)`;

/** Jakarta's meat company keeps its requests in a workbook. */
export function dharmaJaya(sender: (party: string, signal: AbortSignal) => Sender): StandIn {
  const party = 'dharma-jaya';
  const uploading = new Uploading(
    columns.map(({ name }) => name),
    'xlsx',
  );
  return {
    party,
    kind: 'upload',
    configuration: { columns, mapping },
    says: isDemand,
    door: (utterance, signal) => {
      const { demandId, commodity, quantity, window, minShelfLifeDays } = dataOf<DemandData>(utterance);
      const row = {
        'No Permintaan': demandId,
        Revisi: utterance.event.id,
        Jenis: codes[commodity] ?? commodity,
        'Jumlah (kg)': String(quantity),
        Mulai: window.from,
        Sampai: window.to,
        'Sisa Umur (hari)': String(minShelfLifeDays),
        Dibuat: utterance.event.time,
      };
      return uploading.add(row, sender(party, signal));
    },
  };
}
