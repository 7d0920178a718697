import type { Language } from '../format/language.js';
import type { Commodity, Lane, Meta, Party, Place, Region } from './types.js';

export interface RegistryLists {
  meta: Meta | null;
  regions: Region[];
  places: Place[];
  commodities: Commodity[];
  lanes: Lane[];
  parties: Party[];
}

/** Codes to names in one language. An unknown code is shown as it is, never as nothing. */
export interface Names {
  commodity(code: string): string;
  /** Without `Kota` and `Kabupaten` shortened, as people say it. */
  region(code: string): string;
  /** A place, or a region that a department counts as a whole. */
  place(code: string): string;
  /** A party's code or its `urn:lumbung:party:` name. */
  party(source: string): string;
  /** Base unit; empty while the registry is not here: a count may never be read as a weight. */
  unitOf(commodity: string): string;
}

const urn = /^urn:lumbung:(?:party|hub):/;

export function namesOf(lists: RegistryLists, language: Language): Names {
  const named = (item: { nameId: string; nameEn: string }): string =>
    language === 'id' ? item.nameId : item.nameEn;
  const table = (items: { code: string; nameId: string; nameEn: string }[]): Map<string, string> =>
    new Map(items.map((item) => [item.code, named(item)]));
  const commodities = table(lists.commodities);
  const places = table(lists.places);
  const parties = table(lists.parties);
  const units = new Map(lists.commodities.map(({ code, baseUnit }) => [code, baseUnit as string]));
  const regions = new Map(lists.regions.map(({ code, name }) => [code, shortRegion(name)]));
  if (lists.meta) parties.set(lists.meta.hub.code, named(lists.meta.hub));
  return {
    commodity: (code) => commodities.get(code) ?? code,
    region: (code) => regions.get(code) ?? code,
    place: (code) => places.get(code) ?? regions.get(code) ?? code,
    party: (source) => parties.get(source.replace(urn, '')) ?? source.replace(urn, ''),
    unitOf: (code) => units.get(code) ?? '',
  };
}

// A city and the regency around it share a name, so only the city goes without its kind.
function shortRegion(name: string): string {
  return name
    .replace(/^Kota /, '')
    .replace(/^Kabupaten /, 'Kab. ')
    .replace(/^DKI /, '');
}
