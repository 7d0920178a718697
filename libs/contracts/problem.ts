import { Type, type Static } from '@sinclair/typebox';
import { both } from './language.js';
import { baseQuantity, count, localDate } from './values.js';

/**
 * The pure problem behind a plan, as it is written in JSON: what the allocation decides on and nothing else,
 * so that anybody can solve it with a solver of their own. A field that may be missing says what that means.
 */

const rowId = (id: string, en: string) => Type.String({ minLength: 1, ...both(id, en) });

const wholeOrNull = (id: string, en: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    ...both(id, en),
  });

export const problemLotSchema = Type.Object({
  id: rowId('Pengenal lot', 'Id of the lot'),
  quantity: baseQuantity(both('Jumlah, satuan dasar', 'Quantity, base units')),
  availableFrom: Type.Optional(localDate(both('Siap mulai; keterangan', 'Ready from; informative'))),
  bestBefore: Type.Optional(
    Type.Unsafe<string | null>({
      type: ['string', 'null'],
      format: 'date',
      ...both('Baik sebelum; null: tidak kedaluwarsa', 'Best before; null: never expires'),
    }),
  ),
  location: Type.Optional(Type.String(both('Tempat; keterangan', 'Place; informative'))),
});

export const problemDemandSchema = Type.Object({
  id: rowId('Pengenal kebutuhan', 'Id of the demand'),
  need: baseQuantity(both('Kebutuhan bersih, satuan dasar', 'Net need, base units')),
  priority: Type.Optional(
    wholeOrNull('Kelas, 1 paling mendesak; bawaan 5', 'Class, 1 the most urgent; default 5'),
  ),
  guaranteed: Type.Optional(
    wholeOrNull(
      'Dijanjikan sebelum kelas dihitung; null: tidak ada',
      'Promised before classes count; null: none',
    ),
  ),
  cap: Type.Optional(wholeOrNull('Paling banyak; null: tanpa batas', 'At most; null: no limit')),
  windowFrom: Type.Optional(localDate(both('Awal jendela; keterangan', 'Start of the window; informative'))),
  windowTo: Type.Optional(localDate(both('Akhir jendela; keterangan', 'End of the window; informative'))),
  minShelfLifeDays: Type.Optional(
    count(both('Sisa umur simpan, hari; keterangan', 'Shelf life left, days; informative')),
  ),
  destination: Type.Optional(Type.String(both('Tujuan; keterangan', 'Destination; informative'))),
});

export const problemArcSchema = Type.Object({
  lot: rowId('Pengenal lot', 'Id of the lot'),
  demand: rowId('Pengenal kebutuhan', 'Id of the demand'),
  cost: baseQuantity(both('Rupiah per 1.000.000 satuan dasar', 'Rupiah per 1,000,000 base units')),
  feasible: Type.Optional(
    Type.Boolean(both('Boleh dipasangkan; bawaan true', 'May be paired; default true')),
  ),
  leadDays: Type.Optional(count(both('Lama jalan, hari; keterangan', 'Days on the road; informative'))),
});

export const problemCapSchema = Type.Object({
  id: rowId('Pengenal batas', 'Id of the limit'),
  demands: Type.Array(
    Type.String({ minLength: 1 }),
    both('Kebutuhan yang dibatasi', 'Demands under the limit'),
  ),
  max: baseQuantity(both('Jumlah paling banyak, satuan dasar', 'Greatest sum, base units')),
});

/** One pure problem; two of `caps` are disjoint or one holds the other. */
export const problemSchema = Type.Object(
  {
    lots: Type.Array(problemLotSchema),
    demands: Type.Array(problemDemandSchema),
    arcs: Type.Array(problemArcSchema),
    caps: Type.Optional(Type.Array(problemCapSchema)),
  },
  both('Soal alokasi murni', 'The pure allocation problem'),
);

/** A problem as others may write it; `libs/domain` has the strict form that is solved. */
export type WrittenProblem = Static<typeof problemSchema>;
