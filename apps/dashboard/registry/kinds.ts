/** Kinds of entries that are kept as plain tables, where their lists are, and what names one. */
export const tableKinds = {
  commodity: '/v1/commodities',
  lane: '/v1/lanes',
  vehicle: '/v1/vehicles',
  place: '/v1/places',
  region: '/v1/regions',
} as const;

export type TableKind = keyof typeof tableKinds;

export type Entry = Record<string, unknown>;

export function codeOf(kind: string, entry: Entry): string {
  return String(kind === 'lane' || kind === 'agreement' ? entry['id'] : entry['code']);
}

const first = ['code', 'id', 'nameId', 'nameEn', 'name', 'titleId', 'titleEn', 'kind', 'status'];

/** The parts of an entry: what names it first, what needs room last. */
export function partsOf(entry: Entry): { name: string; value: unknown; isWide: boolean }[] {
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.entries(entry)
    .map(([name, value]) => ({ name, value, isWide: typeof value === 'object' && value !== null }))
    .sort((a, b) => Number(a.isWide) - Number(b.isWide) || rank(a.name) - rank(b.name));
}

export interface UnitMeasure {
  numerator: number;
  denominator: number;
}

/** UN/ECE codes and short forms of what everybody knows; the units of the trade are what a person looks for. */
const wellKnown = new Set(['g', 'grm', 'kg', 'kgm', 'ton', 'tne', 'l', 'ltr', 'ml', 'mlt', 'h87']);

/** How much of the base unit one of a unit of the trade is: `peti = 15.000 g`. */
export function unitList(units: unknown, format: (value: number) => string, base: string): string[] {
  if (typeof units !== 'object' || units === null) return [];
  return Object.entries(units as Record<string, UnitMeasure>)
    .filter(([unit]) => !wellKnown.has(unit.toLowerCase()))
    .map(([unit, { numerator, denominator }]) => `${unit} = ${format(numerator / denominator)} ${base}`);
}

export interface ImportReport {
  preview: boolean;
  version: number | null;
  changes: {
    line: number;
    code: string;
    action: 'added' | 'changed' | 'removed' | 'unchanged';
    difference: { path: string; before: unknown; after: unknown }[];
  }[];
  errors: { line: number; column: string | null; code: string; text: { id: string; en: string } }[];
}

/** How many rows of a file would do what. */
export function importCounts({ changes }: Pick<ImportReport, 'changes'>): Record<string, number> {
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const { action } of changes) counts[action]++;
  return counts;
}
