import type { BilingualText } from './language.js';

/** What can be otherwise with goods that were shipped. */
export const varianceKinds = ['short', 'damaged', 'refused', 'wrong'] as const;

/** Why: a closed list, with the names that people choose from. */
export const receiptReasonNames = {
  short_loaded: { id: 'Kurang muat', en: 'Too little was loaded' },
  lost: { id: 'Hilang di jalan', en: 'Lost on the way' },
  shrinkage: { id: 'Susut', en: 'Shrinkage' },
  weighing: { id: 'Beda timbang', en: 'Scales differ' },
  broken: { id: 'Pecah atau penyok', en: 'Broken or dented' },
  wet: { id: 'Basah', en: 'Wet' },
  spoiled: { id: 'Busuk atau berjamur', en: 'Rotten or mouldy' },
  temperature: { id: 'Suhu tidak terjaga', en: 'Temperature was not kept' },
  expired: { id: 'Lewat atau dekat kedaluwarsa', en: 'Past or close to its date' },
  quality: { id: 'Mutu di bawah kesepakatan', en: 'Quality below what was agreed' },
  packaging: { id: 'Kemasan rusak', en: 'Packaging damaged' },
  wrong_goods: { id: 'Salah barang', en: 'Other goods than shipped' },
  not_ordered: { id: 'Tidak dipesan', en: 'Not ordered' },
  late: { id: 'Datang terlambat', en: 'Came too late' },
  documents: { id: 'Dokumen tidak lengkap', en: 'Papers incomplete' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Record<string, BilingualText>;

export type ReceiptReason = keyof typeof receiptReasonNames;

export const receiptReasons = Object.keys(receiptReasonNames) as ReceiptReason[];
