import { toBaseUnits } from '#domain';
import { written } from './figures.js';
import type { Lexicon } from './lexicon.js';
import type { UnclearCode } from './read.js';
import type { Said, Slot } from './resolve.js';
import type { Intent } from './vocabulary.js';

/** What people are answered, in the language in which they write. */

const heads: Record<Intent, string> = {
  counted: 'Stok',
  produced: 'Hasil panen/produksi',
  withdrawn: 'Terjual/keluar',
  wasted: 'Rusak/terbuang',
};

const intentOptions: Record<Intent, string> = {
  counted: 'stok yang ada sekarang',
  produced: 'baru dipanen/diproduksi (menambah stok)',
  withdrawn: 'terjual/keluar (mengurangi stok)',
  wasted: 'rusak/terbuang (mengurangi stok)',
};

const unitWords: Record<string, string> = { ltr: 'liter', g: 'gram', piece: 'buah' };
const baseWords = { g: ['kg', 1_000], ml: ['liter', 1_000], piece: ['ekor', 1] } as const;

export const unitWord = (unit: string): string => unitWords[unit] ?? unit;

function commodityWord(code: string, { commodities }: Lexicon): string {
  return commodities.get(code)?.nameId.toLowerCase() ?? code;
}

function placeWord(code: string, { places }: Lexicon): string {
  return places.find((place) => place.code === code)?.name ?? code;
}

/** `Stok telur ayam 80 peti (1.200 kg) di Kandang Sanankulon`. */
export function readBack({ intent, commodity, place, quantity, unit }: Said, lexicon: Lexicon): string {
  const amount = `${written(quantity)} ${unitWord(unit)}${inPlainUnits(quantity, unit, commodity, lexicon)}`;
  const where = intent === 'withdrawn' || intent === 'wasted' ? 'dari' : 'di';
  return `${heads[intent]} ${commodityWord(commodity, lexicon)} ${amount} ${where} ${placeWord(place, lexicon)}`;
}

function inPlainUnits(quantity: string, unit: string, code: string, { commodities }: Lexicon): string {
  const commodity = commodities.get(code);
  const base = commodity && toBaseUnits(quantity, unit, commodity);
  if (base?.kind !== 'converted') return '';
  const [word, size] = baseWords[commodity!.baseUnit];
  if (word === unitWord(unit) || (word === 'ekor' && base.quantity === Number(quantity))) return '';
  const whole = Math.floor(base.quantity / size);
  const rest = size === 1 ? 0 : base.quantity % size;
  const decimal = rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  return ` (${written(decimal)} ${word})`;
}

/** One line, or a line for each. `day`: what day it is about, `hari ini` where it is today's. */
export function listed(facts: readonly Said[], lexicon: Lexicon, day: string): string {
  const [only] = facts;
  if (only && facts.length === 1) return `${readBack(only, lexicon)} ${day}.`;
  return `(${day})\n${facts.map((fact) => `- ${readBack(fact, lexicon)}`).join('\n')}`;
}

/** A question with its numbered answers. */
export function question(slot: Slot, options: readonly string[], about: string, lexicon: Lexicon): string {
  const asks: Record<Slot, string> = {
    commodity: 'Barang apa?',
    unit: 'Satuannya apa?',
    amount: 'Jumlahnya berapa?',
    intent: 'Ini tentang apa?',
    place: 'Di tempat mana?',
  };
  const lines = options.map((option, index) => `${index + 1} ${optionWord(slot, option, lexicon)}`);
  const subject = about === '' ? '' : `“${about}”: `;
  return `${subject}${asks[slot]}\n${lines.join('\n')}\nBalas dengan angkanya.`;
}

function optionWord(slot: Slot, option: string, lexicon: Lexicon): string {
  switch (slot) {
    case 'commodity':
      return commodityWord(option, lexicon);
    case 'unit':
      return unitWord(option);
    case 'amount':
      return written(option);
    case 'intent':
      return intentOptions[option as Intent];
    case 'place':
      return placeWord(option, lexicon);
  }
}

const examples = 'Contoh: stok telur 80 peti';

const unclear: Record<Exclude<UnclearCode, 'UNIT_UNKNOWN'>, string> = {
  NEGATION: `Kalimat dengan “tidak”, “belum” atau “bukan” tidak kami baca. Tulis yang ada saja. Habis? Tulis: telur habis. Salah kirim? Tulis BATAL.`,
  NOT_TODAY:
    'Lewat pesan hanya keadaan hari ini yang dicatat, tanpa tanggal atau hari. Untuk hari lain, hubungi petugas.',
  FUTURE: 'Rencana dan perkiraan tidak dicatat lewat pesan; tulis yang sudah terjadi hari ini.',
  PRICE: `Harga belum dapat dikirim lewat pesan. Tulis jumlah barangnya saja. ${examples}`,
  TOO_LONG: 'Pesan terlalu panjang. Tulis singkat, satu barang satu baris.',
  TOO_MANY: 'Terlalu banyak barang dalam satu pesan; paling banyak 10.',
  NUMBER: 'Angka itu tidak terbaca. Tulis seperti 80, 1.200 atau 1,5.',
  RANGE: 'Tulis satu angka saja, bukan “dari … sampai …”.',
  RUN_ON: `Ada dua jumlah berdampingan. Tulis satu barang satu baris. ${examples}`,
  TWO_GOODS: `Ada dua barang tetapi satu jumlah. Tulis satu barang satu baris. ${examples}`,
  NOTHING_READ: `Pesan belum terbaca. ${examples}. Tulis BANTU untuk petunjuk.`,
  AMOUNT_MISSING: `Jumlahnya belum ada. ${examples}`,
  COMMODITY_MISSING: `Barangnya belum disebut. ${examples}`,
  QUANTITY: 'Jumlah itu tidak dapat dicatat. Periksa angka dan satuannya.',
  NOTHING_TO_CORRECT:
    'Untuk meralat catatan terakhir tulis misalnya: RALAT 90 peti. Untuk membatalkannya tulis BATAL.',
  NO_PLACE: 'Nomor Anda belum punya tempat terdaftar. Hubungi petugas lapangan.',
};

export function unclearText(code: UnclearCode, what: string | undefined, lexicon: Lexicon): string {
  if (code === 'UNIT_UNKNOWN') return unitText(what ?? '', lexicon);
  const shown = what && (code === 'NUMBER' || code === 'NOTHING_READ') ? `“${what}”: ` : '';
  return shown + unclear[code];
}

function unitText(what: string, lexicon: Lexicon): string {
  const [unit, code] = what.split(' ');
  const commodity = lexicon.commodities.get(code ?? '');
  const hidden = /^(g|grm|kgm|tne|mlt|l|liter|piece|h87)$/;
  const known = Object.keys(commodity?.units ?? {}).filter((name) => !hidden.test(name));
  const name = commodityWord(code ?? '', lexicon);
  return `Satuan “${unitWord(unit ?? '')}” belum terdaftar untuk ${name}. Yang ada: ${known.map(unitWord).join(', ')}.`;
}

export const help = [
  'Tulis: apa, barang, jumlah, satuan. Contoh:',
  'stok telur 80 peti',
  'jual telur 1,5 ton',
  'panen 300 kg',
  'rusak 2 peti',
  'Salah? BATAL menarik catatan terakhir; RALAT 90 peti menggantinya. DAFTAR: catatan terakhir Anda.',
].join('\n');

export const sentences = {
  recorded: (list: string): string => `Tercatat: ${list}\nSalah? Balas BATAL.`,
  confirm: (list: string): string => `${list}\nBenar? Balas 1 ya, 2 tidak.`,
  unknownWords: (words: readonly string[]): string =>
    `Tidak terbaca: ${words.map((word) => `“${word.slice(0, 20)}”`).join(', ')}.`,
  dropped: 'Baik, tidak dicatat. Silakan tulis lagi.',
  nothingOpen: `Tidak ada pertanyaan yang menunggu jawaban. ${examples}. Tulis BANTU untuk petunjuk.`,
  wrongChoice: 'Pilihan itu tidak ada.',
  canceled: (list: string): string => `Dibatalkan: ${list}`,
  nothingToCancel: 'Tidak ada catatan dalam 24 jam terakhir yang dapat dibatalkan.',
  confirmCancel: (list: string): string => `Batalkan catatan ini? ${list}\nBalas 1 ya, 2 tidak.`,
  replaced: 'Pertanyaan tadi tidak jadi dicatat.',
  corrected: (before: string, after: string): string => `Ralat.\nLama: ${before}\nBaru: ${after}`,
  noneYet: `Belum ada catatan dalam 24 jam terakhir. ${examples}`,
};

/** No longer than `max` characters, cut at a word. */
export function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'), max - 40))}…`;
}
