import type { Commodity } from '../registry/registry.js';
import { figure, type Text } from './figure.js';
import type { ReasonCode } from './reason.js';

/** What follows the quantity in a sentence about a demand that stays short. */
const SHORT: Record<ReasonCode, Text> = {
  NO_LANE: { id: 'belum ada jalur pengirimannya', en: 'has no lane yet' },
  AGREEMENT_INACTIVE: { id: 'tanpa perjanjian yang berlaku', en: 'has no agreement in force' },
  LEAD_TIME: { id: 'tidak bisa tiba pada tanggal yang diminta', en: 'cannot arrive on the dates asked for' },
  SHELF_LIFE: { id: 'tidak cukup umur simpan saat tiba', en: 'would not keep long enough after arrival' },
  GRADE: { id: 'tidak sesuai mutu yang diminta', en: 'is not of the grade asked for' },
  AGREEMENT_CAP: { id: 'melebihi batas perjanjian', en: "is above the agreement's cap" },
  LOCAL_RESERVE: { id: 'disimpan sebagai cadangan daerah asal', en: "is kept as the home region's reserve" },
  STALE_DATA: { id: 'tidak dipakai karena datanya sudah lama', en: 'is not used because its data is old' },
  HELD_DATA: { id: 'menunggu datanya dipastikan', en: 'waits until its data is confirmed' },
  HANDLING_UNIT: { id: 'tidak genap satu kemasan utuh', en: 'does not fill a whole handling unit' },
  COMMITMENT_CLAMPED: {
    id: 'sudah dijanjikan tetapi tidak ada lagi',
    en: 'was promised but is no longer there',
  },
  KEPT_PLAN: {
    id: 'tetap seperti rencana yang sudah diumumkan',
    en: 'stays as in the plan already announced',
  },
  SOURCE_CONFLICT: {
    id: 'hanya ada menurut data lain yang tidak dipakai',
    en: 'is there only by other figures, which are not the ones used',
  },
  MINIMUM_ORDER: { id: 'di bawah pesanan terkecil', en: 'is below the least order' },
  LEAD_TIME_OBSERVED: { id: 'waktu tempuh nyata', en: 'real lead time' },
  MINIMUM_LOAD: { id: 'terlalu sedikit untuk satu truk', en: 'is too little for a truck' },
  ESTIMATE_ONLY: {
    id: 'baru perkiraan, menunggu permintaan nyata',
    en: 'is only an estimate until somebody asks for it',
  },
  CAPACITY: { id: 'tidak muat di kendaraan', en: 'does not fit into the vehicles' },
  OVERRIDE_HOLD: { id: 'ditahan petugas', en: 'is held by an officer' },
  OVERRIDE_CAP: { id: 'melebihi batas dari petugas', en: 'is above the limit that an officer set' },
  OVERRIDE_PIN: { id: 'sudah ditetapkan petugas', en: 'is fixed by an officer' },
  STOCK: { id: 'karena stok habis', en: 'because stock has run out' },
  NO_DEMAND: { id: 'tidak diminta', en: 'is not asked for' },
};

/** What follows the quantity in a sentence about a lot that is left over; others are told as above. */
const OVER: Partial<Record<ReasonCode, Text>> = {
  NO_LANE: { id: 'diminta kota yang belum punya jalur', en: 'is asked for by a city without a lane' },
  AGREEMENT_INACTIVE: {
    id: 'diminta kota tanpa perjanjian yang berlaku',
    en: 'is asked for by a city without an agreement in force',
  },
  NO_DEMAND: { id: 'belum ada permintaannya', en: 'has no demand yet' },
  ESTIMATE_ONLY: {
    id: 'disisihkan menurut perkiraan, belum ada permintaannya',
    en: 'is set aside on an estimate and has no demand yet',
  },
};

export const TOO_EARLY: Text = {
  id: 'belum bisa direncanakan karena tanggalnya masih jauh',
  en: 'cannot be planned yet because its dates are far ahead',
};

export function shortPhrase(code: ReasonCode, quantity: number, commodity: Commodity): Text {
  return phrase(SHORT[code], quantity, commodity);
}

/** How a sentence goes on that has said already what is short, when all of it has one cause. */
export function soleCause(code: ReasonCode): Text {
  const { id, en } = SHORT[code];
  return code === 'STOCK' ? { id: ` ${id}`, en: ` ${en}` } : { id: `: ${id}`, en: `, which ${en}` };
}

export function overPhrase(code: ReasonCode, quantity: number, commodity: Commodity): Text {
  return phrase(OVER[code] ?? SHORT[code], quantity, commodity);
}

export function phrase(words: Text, quantity: number, commodity: Commodity): Text {
  const told = figure(quantity, commodity);
  return { id: `${told.id} ${words.id}`, en: `${told.en} ${words.en}` };
}
