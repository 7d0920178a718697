import type { BilingualText } from '#contracts';
import type { PartyKind } from '#domain';

/** What a line of a conformance run says, as far as the checklist asks. */
export interface TriedLine {
  outcome: 'right' | 'repeated' | 'wrong';
  type: string | null;
  demandId: string | null;
  localUnit: boolean;
}

export interface Check {
  code: string;
  passed: boolean;
  text: BilingualText;
}

interface Item {
  code: string;
  text: BilingualText;
  passes: (lines: readonly TriedLine[]) => boolean;
}

/** What a party is to the hub: it supplies it, is supplied by it, or carries. */
export type Side = 'supply' | 'demand' | 'carriage';

export function sideOf(kind: PartyKind, producesForHub: boolean): Side {
  if (kind === 'carrier') return 'carriage';
  return kind === 'producer' || kind === 'hub' || (kind === 'department' && producesForHub)
    ? 'supply'
    : 'demand';
}

/** The checklist of a side and what of it a run has shown. A run is green when all of it has passed. */
export function checklistOf(side: Side, lines: readonly TriedLine[]): Check[] {
  return [...own[side], ...shared].map(({ code, text, passes }) => ({ code, text, passed: passes(lines) }));
}

const cleanLines = 3;

const right = (type: string) => (lines: readonly TriedLine[]) =>
  lines.some((line) => line.outcome === 'right' && line.type === `lumbung.${type}.v1`);

function isRevised(lines: readonly TriedLine[]): boolean {
  const declared = lines.filter(
    ({ outcome, type }) => outcome === 'right' && type === 'lumbung.demand.declared.v1',
  );
  return new Set(declared.map(({ demandId }) => demandId)).size < declared.length;
}

const localUnit: Item = {
  code: 'LOCAL_UNIT',
  text: {
    id: 'Satu jumlah dalam satuan setempat (peti, karung, ikat, butir) terbaca',
    en: 'One quantity in a local unit (peti, karung, ikat, butir) is understood',
  },
  passes: (lines) => lines.some((line) => line.outcome === 'right' && line.localUnit),
};

const own: Record<Side, Item[]> = {
  demand: [
    {
      code: 'DEMAND_DECLARED',
      text: { id: 'Satu kebutuhan dinyatakan', en: 'A demand is declared' },
      passes: right('demand.declared'),
    },
    {
      code: 'DEMAND_REVISED',
      text: {
        id: 'Kebutuhan yang sama diubah: demandId tetap, id peristiwa baru',
        en: 'The same demand is revised: same demandId, a new event id',
      },
      passes: isRevised,
    },
    {
      code: 'DEMAND_WITHDRAWN',
      text: { id: 'Satu kebutuhan ditarik', en: 'A demand is withdrawn' },
      passes: right('demand.withdrawn'),
    },
    localUnit,
  ],
  supply: [
    {
      code: 'STOCK_COUNTED',
      text: { id: 'Satu stok dihitung', en: 'A stock is counted' },
      passes: right('stock.counted'),
    },
    {
      code: 'STOCK_MOVED',
      text: { id: 'Satu perubahan stok dilaporkan', en: 'A movement of stock is reported' },
      passes: right('stock.moved'),
    },
    {
      code: 'FACT_CORRECTED',
      text: { id: 'Satu laporan sendiri dikoreksi', en: 'A report of your own is corrected' },
      passes: right('fact.corrected'),
    },
    localUnit,
  ],
  carriage: [
    {
      code: 'SHIPMENT_RESPONDED',
      text: { id: 'Satu tawaran kiriman dijawab', en: 'An offered shipment is responded to' },
      passes: right('shipment.responded'),
    },
    {
      code: 'SHIPMENT_DISPATCHED',
      text: { id: 'Keberangkatan dilaporkan', en: 'Its departure is reported' },
      passes: right('shipment.dispatched'),
    },
    {
      code: 'SHIPMENT_LOCATED',
      text: { id: 'Posisi di jalan dilaporkan', en: 'A position on the way is reported' },
      passes: right('shipment.located'),
    },
  ],
};

const shared: Item[] = [
  {
    code: 'REPEATED',
    text: {
      id: 'Satu peristiwa dikirim dua kali dengan id dan isi yang sama: tidak berpengaruh',
      en: 'An event is sent twice with the same id and content: without effect',
    },
    passes: (lines) => lines.some(({ outcome }) => outcome === 'repeated'),
  },
  {
    code: 'CLEAN',
    text: {
      id: `${cleanLines} baris terakhir benar`,
      en: `The last ${cleanLines} lines are right`,
    },
    passes: (lines) =>
      lines.length >= cleanLines && lines.slice(-cleanLines).every(({ outcome }) => outcome !== 'wrong'),
  },
];
