import type { RegistryIndex } from '#access';
import { sourceOfParty } from '#contracts';
import type { BilingualText } from '#contracts';
import type { Party } from '#domain';

export interface Tried {
  code: string;
  json: unknown;
  party: Party;
  index: RegistryIndex;
}

const listedMax = 12;

/** How to mend what was refused, in the words of this party's own case; null where the reason says it all. */
export function adviceFor(tried: Tried): BilingualText | null {
  return advices[tried.code]?.(tried) ?? null;
}

type Advice = (tried: Tried) => BilingualText | null;

const fixed =
  (id: string, en: string): Advice =>
  () => ({ id, en });

const schemaAdvice: Advice = ({ json }) => {
  const { type } = (json ?? {}) as { type?: unknown };
  const path = typeof type === 'string' && /^[a-z.0-9]+$/.test(type) ? `/schemas/${type}.json` : '/schemas';
  return {
    id: `Bandingkan dengan skema dan contohnya di ${path}.`,
    en: `Compare it with the schema and its examples at ${path}.`,
  };
};

const units: Advice = ({ json, index }) => {
  const commodity = index.commodities.get(String(dataOf(json)['commodity']));
  if (!commodity) return null;
  const known = Object.keys(commodity.units).slice(0, listedMax).join(', ');
  return {
    id: `Satuan untuk ${commodity.code}: ${known}. Satuan lain didaftarkan oleh hub.`,
    en: `Units of ${commodity.code}: ${known}. The hub registers others.`,
  };
};

const own: Advice = ({ party, index }) => {
  const regions = party.regions.join(', ') || '-';
  const places = index.registry.places
    .filter((place) => place.party === party.code)
    .map(({ code }) => code)
    .slice(0, listedMax)
    .join(', ');
  return {
    id: `Anda berbicara untuk wilayah ${regions}${places ? ` dan tempat ${places}` : ''}.`,
    en: `You speak for region ${regions}${places ? ` and for the places ${places}` : ''}.`,
  };
};

const advices: Record<string, Advice> = {
  BROKEN_JSON: fixed(
    'Periksa tanda kutip, koma, dan kurung; coba dahulu dengan pemeriksa JSON.',
    'Check quotes, commas and brackets; try it in a JSON checker first.',
  ),
  EMPTY: fixed('Kirim satu CloudEvent sebagai isi.', 'Send one CloudEvent as the body.'),
  NOT_UTF8: fixed('Simpan teks sebagai UTF-8.', 'Write the text as UTF-8.'),
  BAD_ENVELOPE: schemaAdvice,
  BAD_DATA: schemaAdvice,
  UNKNOWN_TYPE: fixed(
    'Jenis yang boleh dikirim ada di /docs dan /asyncapi.json.',
    'The types that may be sent are at /docs and /asyncapi.json.',
  ),
  NOT_INBOUND: fixed(
    'Jenis ini keluar dari Lumbung; yang masuk ada di /docs.',
    'This type comes out of Lumbung; those that go in are at /docs.',
  ),
  SOURCE_NOT_YOURS: ({ party }) => ({
    id: `source harus ${sourceOfParty(party.code)}.`,
    en: `source must be ${sourceOfParty(party.code)}.`,
  }),
  TIME_INVALID: fixed('Contoh: 2026-11-24T07:30:00+07:00.', 'For example: 2026-11-24T07:30:00+07:00.'),
  TIME_IN_FUTURE: fixed(
    'time adalah saat kejadian, paling jauh 5 menit di depan; periksa jam dan zona waktu.',
    'time is when it happened, 5 minutes ahead at most; check the clock and its time zone.',
  ),
  UNIT_UNKNOWN: units,
  UNIT_NOT_EXACT: units,
  COMMODITY_UNKNOWN: ({ index }) => {
    const known = index.registry.commodities
      .map(({ code }) => code)
      .slice(0, listedMax)
      .join(', ');
    return { id: `Komoditas: ${known}.`, en: `Commodities: ${known}.` };
  },
  DESTINATION_UNKNOWN: own,
  LOCATION_UNKNOWN: own,
  NOT_YOURS: own,
  ID_REUSED: fixed(
    'Isi yang berbeda memerlukan id baru; hanya kiriman ulang yang memakai id yang sama.',
    'Another content needs a new id; only a repeat has the same one.',
  ),
  DEMAND_UNKNOWN: fixed(
    'Nyatakan kebutuhan itu dahulu dengan demandId yang sama.',
    'Declare the demand first, with the same demandId.',
  ),
  TARGET_UNKNOWN: fixed(
    'corrects.id adalah id peristiwa Anda yang sudah diterima.',
    'corrects.id is the id of an event of yours that was taken.',
  ),
  SHIPMENT_UNKNOWN: fixed(
    'Di ruang uji pakai sandboxShipment dari laporan.',
    'In the sandbox use the report’s sandboxShipment.',
  ),
};

function dataOf(json: unknown): Record<string, unknown> {
  const { data } = (json ?? {}) as { data?: unknown };
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}
