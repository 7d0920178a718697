import type { BilingualText } from './language.js';

/**
 * Why an event is refused before or after its content is judged: the closed list, with what a person reads.
 * What the content itself can be refused for is the domain's list (libs/domain/facts/refusal.ts).
 */
const refusals = {
  EMPTY: { id: 'Pesan kosong.', en: 'The message is empty.' },
  NOT_UTF8: { id: 'Pesan bukan teks UTF-8.', en: 'The message is not UTF-8 text.' },
  BROKEN_JSON: { id: 'JSON rusak dan tidak dapat dibaca.', en: 'The JSON is broken and cannot be read.' },
  TOO_LARGE: { id: 'Peristiwa lebih besar dari 64 KB.', en: 'The event is larger than 64 KB.' },
  TOO_DEEP: { id: 'Susunan data terlalu dalam.', en: 'The data is nested too deeply.' },
  BAD_CHARACTER: {
    id: 'Teks memuat karakter yang tidak dapat disimpan.',
    en: 'A text holds a character that cannot be stored.',
  },
  NOT_AN_OBJECT: { id: 'Peristiwa harus berupa satu objek JSON.', en: 'An event must be one JSON object.' },
  UNSUPPORTED_CONTENT: {
    id: 'Hanya data JSON yang diterima; data_base64 dan isi lain tidak.',
    en: 'Only JSON data is accepted; data_base64 and other contents are not.',
  },
  BAD_ENVELOPE: { id: 'Amplop CloudEvents tidak benar.', en: 'The CloudEvents envelope is not right.' },
  UNKNOWN_TYPE: { id: 'Jenis peristiwa tidak dikenal.', en: 'The event type is not known.' },
  NOT_INBOUND: {
    id: 'Jenis peristiwa ini hanya diterbitkan oleh Lumbung.',
    en: 'Events of this type are only published by Lumbung.',
  },
  BAD_DATA: {
    id: 'Isi peristiwa tidak sesuai skemanya.',
    en: 'The event’s data does not follow its schema.',
  },
  UNKNOWN_PARTY: { id: 'Pihak tidak terdaftar.', en: 'The party is not registered.' },
  NOT_YOUR_DEMAND: { id: 'Kebutuhan itu milik pihak lain.', en: 'That demand belongs to another party.' },
  ID_REUSED: {
    id: 'Pengenal ini sudah dipakai untuk isi yang lain.',
    en: 'This id was already used for another content.',
  },
  DEMAND_CHANGED: {
    id: 'Kebutuhan ini sudah dinyatakan untuk komoditas atau hub lain. Pakai demandId baru.',
    en: 'This demand was declared for another commodity or hub. Use a new demandId.',
  },
  REJECTED_CLOSED: {
    id: 'Peristiwa yang ditolak itu sudah dikirim ulang atau dikesampingkan.',
    en: 'That rejected event was already resent or dismissed.',
  },
  REFUSED_AT_DOOR: {
    id: 'Peristiwa ini sudah ditolak saat dikirim; alasannya ada pada jawaban waktu itu. Perbaiki lalu kirim ulang.',
    en: 'This event was already refused when it was sent; the answer then gave the reason. Mend it and send it again.',
  },
  MAPPING_FAILED: {
    id: 'Pemetaan konektor tidak dapat memahami data ini. Perbaiki pemetaannya, atau tulis peristiwanya.',
    en: 'The mapping of the connector could not make sense of this data. Mend the mapping, or write the event.',
  },
  INTERNAL: {
    id: 'Peristiwa tidak dapat diproses; petugas telah diberi tahu.',
    en: 'The event could not be processed; the operators have been told.',
  },
} as const satisfies Record<string, BilingualText>;

/** What the rules of the trade refuse after the schema has accepted; their sentences name the values. */
export const factRefusalCodes = [
  'QUANTITY_INVALID',
  'QUANTITY_TOO_PRECISE',
  'QUANTITY_NEGATIVE',
  'QUANTITY_ZERO',
  'QUANTITY_ABSURD',
  'UNIT_UNKNOWN',
  'UNIT_NOT_EXACT',
  'SOURCE_NOT_YOURS',
  'PARTY_NOT_ACTIVE',
  'TYPE_UNKNOWN',
  'TIME_INVALID',
  'TIME_IN_FUTURE',
  'TIME_TOO_OLD',
  'COMMODITY_UNKNOWN',
  'LOCATION_UNKNOWN',
  'DESTINATION_UNKNOWN',
  'HUB_UNKNOWN',
  'NOT_YOURS',
  'DATE_INVALID',
  'BEST_BEFORE_INVALID',
  'WINDOW_INVALID',
  'DEMAND_UNKNOWN',
  'TARGET_UNKNOWN',
  'SHIPMENT_UNKNOWN',
  'SHIPMENT_NOT_YOURS',
  'PERSON_REQUIRED',
  'OVERRIDE_INCOMPLETE',
  'UNTIL_INVALID',
  'LANE_UNKNOWN',
  'LINES_TOO_MANY',
] as const;

/** What is wrong at one place inside an event. */
const faults = {
  REQUIRED: { id: 'wajib diisi', en: 'is required' },
  WRONG_TYPE: { id: 'jenis nilainya salah', en: 'has the wrong type' },
  WRONG_VALUE: { id: 'bukan salah satu nilai yang diperbolehkan', en: 'is not one of the allowed values' },
  BAD_PATTERN: { id: 'penulisannya salah', en: 'is not written as it should be' },
  BAD_FORMAT: { id: 'bukan tanggal atau waktu yang benar', en: 'is not a valid date or time' },
  TOO_LONG: { id: 'terlalu panjang', en: 'is too long' },
  TOO_SHORT: { id: 'terlalu pendek', en: 'is too short' },
  OUT_OF_RANGE: { id: 'di luar batas', en: 'is out of range' },
  TOO_MANY: { id: 'terlalu banyak', en: 'has too many entries' },
  INVALID: { id: 'tidak sah', en: 'is not valid' },
} as const satisfies Record<string, BilingualText>;

export type RefusalCode = keyof typeof refusals;
export type FaultCode = keyof typeof faults;

export const refusalCodes = Object.keys(refusals) as RefusalCode[];

export const faultCodes = Object.keys(faults) as FaultCode[];

/** The sentence for a refusal. */
export function refusalText(code: RefusalCode): BilingualText {
  return refusals[code];
}

/** A clause about one field; `hint` is what the schema asks for, e.g. "≥ 0". */
export function faultText(code: FaultCode, path: string, hint = ''): BilingualText {
  const { id, en } = faults[code];
  const name = path === '' ? 'event' : path;
  const tail = hint === '' ? '' : ` (${hint})`;
  return { id: `${name} ${id}${tail}`, en: `${name} ${en}${tail}` };
}
