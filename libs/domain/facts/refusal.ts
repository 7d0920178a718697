import type { QuantityCode } from '../quantity/convert.js';

/** Why an event that its schema accepted is still no fact: a closed list. */
export type RefusalCode =
  | QuantityCode
  | 'SOURCE_NOT_YOURS'
  | 'PARTY_NOT_ACTIVE'
  | 'TYPE_UNKNOWN'
  | 'TIME_INVALID'
  | 'TIME_IN_FUTURE'
  | 'TIME_TOO_OLD'
  | 'COMMODITY_UNKNOWN'
  | 'LOCATION_UNKNOWN'
  | 'DESTINATION_UNKNOWN'
  | 'HUB_UNKNOWN'
  | 'NOT_YOURS'
  | 'DATE_INVALID'
  | 'BEST_BEFORE_INVALID'
  | 'WINDOW_INVALID'
  | 'DEMAND_UNKNOWN'
  | 'TARGET_UNKNOWN'
  | 'SHIPMENT_UNKNOWN'
  | 'SHIPMENT_NOT_YOURS'
  | 'CARRIER_UNKNOWN'
  | 'PERSON_REQUIRED'
  | 'OVERRIDE_INCOMPLETE'
  | 'UNTIL_INVALID'
  | 'LANE_UNKNOWN'
  | 'LINES_TOO_MANY';

export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** JSON pointer into the event. */
  readonly path?: string;
  readonly text: { readonly id: string; readonly en: string };
}

/** `{value}` is what the event said. Each text ends with what to do about it. */
const texts: Readonly<Record<RefusalCode, { id: string; en: string }>> = {
  QUANTITY_INVALID: {
    id: 'Jumlah "{value}" bukan bilangan desimal. Tulis dengan titik desimal tanpa pemisah ribuan, misalnya 1.5.',
    en: 'The quantity "{value}" is not a decimal. Write it with a decimal point and no grouping, e.g. 1.5.',
  },
  QUANTITY_TOO_PRECISE: {
    id: 'Jumlah "{value}" memuat terlalu banyak angka. Pakai paling banyak 12 angka desimal, dan kirim bilangan di atas 15 angka sebagai teks.',
    en: 'The quantity "{value}" has too many digits. Use at most 12 decimals, and send more than 15 digits as a string.',
  },
  QUANTITY_NEGATIVE: {
    id: 'Jumlah "{value}" negatif. Kirim nol atau lebih; pengurangan dicatat sebagai pergerakan withdrawn atau wasted.',
    en: 'The quantity "{value}" is negative. Send zero or more; a reduction is a movement withdrawn or wasted.',
  },
  QUANTITY_ZERO: {
    id: 'Nilai nol tidak berarti di sini. Kirim nilai di atas nol.',
    en: 'Zero means nothing here. Send a value above zero.',
  },
  QUANTITY_ABSURD: {
    id: 'Jumlah "{value}" melampaui batas sistem (1.000.000 ton). Periksa angka dan satuannya.',
    en: 'The quantity "{value}" is beyond the limit of the system (1,000,000 t). Check the figure and its unit.',
  },
  UNIT_UNKNOWN: {
    id: 'Satuan "{value}" tidak dikenal untuk komoditas ini. Pakai satuan yang tercantum di /v1/commodities.',
    en: 'The unit "{value}" is not known for this commodity. Use one that /v1/commodities lists.',
  },
  UNIT_NOT_EXACT: {
    id: 'Jumlah dalam satuan "{value}" tidak menjadi satuan dasar yang bulat. Kirim dalam satuan yang lebih kecil.',
    en: 'The quantity in "{value}" is no whole number of base units. Send it in a smaller unit.',
  },
  SOURCE_NOT_YOURS: {
    id: 'Sumber "{value}" bukan milik pihak yang mengirim. Pakai urn:lumbung:party:<kode Anda>.',
    en: 'The source "{value}" does not belong to the sender. Use urn:lumbung:party:<your code>.',
  },
  PARTY_NOT_ACTIVE: {
    id: 'Pihak "{value}" belum aktif. Minta pengelola hub untuk mengaktifkannya.',
    en: 'The party "{value}" is not active. Ask the hub to activate it.',
  },
  TYPE_UNKNOWN: {
    id: 'Jenis peristiwa "{value}" tidak dikenal. Lihat daftar jenis di /asyncapi.json.',
    en: 'The event type "{value}" is not known. See the list of types in /asyncapi.json.',
  },
  TIME_INVALID: {
    id: 'Waktu "{value}" bukan waktu RFC 3339. Tulis misalnya 2026-11-24T06:30:00+07:00.',
    en: 'The time "{value}" is no RFC 3339 time. Write e.g. 2026-11-24T06:30:00+07:00.',
  },
  TIME_IN_FUTURE: {
    id: 'Waktu "{value}" lebih dari 5 menit di masa depan. Samakan jam perangkat dan zona waktunya, lalu kirim ulang.',
    en: 'The time "{value}" is more than 5 minutes ahead. Set the clock and time zone of the device, then send again.',
  },
  TIME_TOO_OLD: {
    id: 'Waktu "{value}" lebih dari 366 hari yang lalu. Kirim keadaan yang lebih baru.',
    en: 'The time "{value}" is more than 366 days ago. Send a newer state.',
  },
  COMMODITY_UNKNOWN: {
    id: 'Komoditas "{value}" tidak dikenal. Pakai kode dari /v1/commodities.',
    en: 'The commodity "{value}" is not known. Use a code from /v1/commodities.',
  },
  CARRIER_UNKNOWN: {
    id: 'Pengangkut "{value}" tidak dikenal atau belum aktif. Pakai kode pengangkut dari /v1/parties.',
    en: 'The carrier "{value}" is not known, or not active. Use the code of a carrier from /v1/parties.',
  },
  LOCATION_UNKNOWN: {
    id: 'Lokasi "{value}" tidak terdaftar. Pakai kode dari /v1/places atau kode wilayah.',
    en: 'The location "{value}" is not registered. Use a code from /v1/places or a region code.',
  },
  DESTINATION_UNKNOWN: {
    id: 'Tujuan "{value}" bukan wilayah yang dikenal. Pakai kode wilayah dari /v1/regions.',
    en: 'The destination "{value}" is no known region. Use a region code from /v1/regions.',
  },
  HUB_UNKNOWN: {
    id: 'Hub "{value}" tidak dapat ditentukan. Sebutkan kode hub yang terdaftar, atau daftarkan jalurnya.',
    en: 'The hub "{value}" cannot be determined. Name a registered hub, or have a lane registered.',
  },
  NOT_YOURS: {
    id: 'Anda tidak berwenang berbicara untuk "{value}". Kirim hanya untuk tempat, wilayah atau kebutuhan Anda sendiri.',
    en: 'You may not speak for "{value}". Send only for places, regions or demands of your own.',
  },
  DATE_INVALID: {
    id: 'Tanggal "{value}" tidak ada dalam kalender. Tulis TTTT-BB-HH, misalnya 2026-11-24.',
    en: 'The date "{value}" is not in the calendar. Write YYYY-MM-DD, e.g. 2026-11-24.',
  },
  BEST_BEFORE_INVALID: {
    id: 'Tanggal kedaluwarsa "{value}" mendahului tanggal produksi atau panen. Periksa kedua tanggal.',
    en: 'The best-before date "{value}" is before the date of production or harvest. Check both dates.',
  },
  WINDOW_INVALID: {
    id: 'Jendela waktu "{value}" tidak berlaku: akhir sebelum awal, lebih dari 366 hari, lewat lebih dari 31 hari, atau terlalu jauh di depan. Perbaiki kedua tanggal.',
    en: 'The window "{value}" is not valid: it ends before it begins, lasts over 366 days, ended over 31 days ago or lies too far ahead. Correct both dates.',
  },
  DEMAND_UNKNOWN: {
    id: 'Kebutuhan "{value}" tidak dikenal. Nyatakan dahulu kebutuhannya, atau sebutkan komoditasnya.',
    en: 'The demand "{value}" is not known. Declare it first, or name its commodity.',
  },
  TARGET_UNKNOWN: {
    id: 'Peristiwa "{value}" belum pernah diterima. Periksa sumber dan id peristiwa yang dimaksud.',
    en: 'The event "{value}" was never accepted. Check the source and id of the event you mean.',
  },
  SHIPMENT_UNKNOWN: {
    id: 'Kiriman "{value}" tidak dikenal. Pakai shipmentId dari /v1/shipments.',
    en: 'The shipment "{value}" is not known. Use a shipmentId from /v1/shipments.',
  },
  SHIPMENT_NOT_YOURS: {
    id: 'Kiriman "{value}" bukan tugas Anda. Hanya pengangkutnya yang melaporkan perjalanan, dan hanya penerimanya yang melaporkan penerimaan.',
    en: 'The shipment "{value}" is not yours. Only its carrier reports the journey, and only its receiver the receipt.',
  },
  PERSON_REQUIRED: {
    id: 'Rencana hanya dapat diubah oleh petugas yang masuk dengan akunnya sendiri. Masuk, lalu kirim lewat /v1/overrides.',
    en: 'A plan is overridden only by a person with an account of their own. Sign in and send it to /v1/overrides.',
  },
  OVERRIDE_INCOMPLETE: {
    id: 'Isian "{value}" tidak lengkap: tahan satu tempat, kebutuhan atau jalur; batas butuh kebutuhan dan jumlah; kunci butuh tempat, kebutuhan dan jumlah.',
    en: 'The "{value}" is not complete: a hold names one place, demand or lane; a cap a demand and a quantity; a pin a place, a demand and a quantity.',
  },
  UNTIL_INVALID: {
    id: 'Waktu akhir "{value}" harus sesudah waktu kejadian dan paling lama 366 hari.',
    en: 'The end "{value}" has to be later than the event itself, by at most 366 days.',
  },
  LANE_UNKNOWN: {
    id: 'Jalur "{value}" bukan jalur hub ini. Pakai kode dari /v1/lanes.',
    en: 'The lane "{value}" is none of this hub. Use a code from /v1/lanes.',
  },
  LINES_TOO_MANY: {
    id: 'Terlalu banyak baris ({value}). Kirim paling banyak 500 baris dalam satu peristiwa.',
    en: 'Too many lines ({value}). Send at most 500 lines in one event.',
  },
};

const valueCharactersMax = 80;

/** Builds the refusal; `value` is shown to people, shortened and without control characters. */
export function refuse(code: RefusalCode, path: string | null, value: unknown = ''): Refusal {
  const shown = String(value).slice(0, valueCharactersMax).replace(/\p{C}/gu, '?');
  const fill = (text: string): string => text.replace('{value}', () => shown);
  const { id, en } = texts[code];
  return { kind: 'refused', code, ...(path === null ? {} : { path }), text: { id: fill(id), en: fill(en) } };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';
}
