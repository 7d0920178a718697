import type { ShipmentStatus } from './shipment.js';

export type StepRefusalCode =
  | 'SHIPMENT_STATE'
  | 'SHIPMENT_NOT_YOURS'
  | 'SHIPMENT_LINE_UNKNOWN'
  | 'SHIPMENT_LINE_REPORTED'
  | 'SHIPMENT_QUANTITY_OVER'
  | 'SHIPMENT_NOTHING_LOADED'
  | 'GOODS_NOT_AWAITING'
  | 'OFFER_OVER'
  | 'COUNTER_NOT_POSSIBLE'
  | 'DECISION_NOT_ASKED'
  | 'CHANGE_OVER'
  | 'SPLIT_NOT_POSSIBLE'
  | 'MERGE_NOT_POSSIBLE';

export interface StepRefused {
  readonly kind: 'refused';
  readonly code: StepRefusalCode;
  /** The state the shipment is in, and stays in. */
  readonly state: ShipmentStatus;
  readonly text: { readonly id: string; readonly en: string };
}

const statusNames: Readonly<Record<ShipmentStatus, { id: string; en: string }>> = {
  recommended: { id: 'disarankan', en: 'recommended' },
  offered: { id: 'ditawarkan', en: 'offered' },
  accepted: { id: 'disanggupi', en: 'accepted' },
  dispatched: { id: 'berangkat', en: 'dispatched' },
  in_transit: { id: 'dalam perjalanan', en: 'in transit' },
  received: { id: 'diterima', en: 'received' },
  closed: { id: 'selesai', en: 'closed' },
  declined: { id: 'ditolak', en: 'declined' },
  expired: { id: 'kedaluwarsa', en: 'expired' },
  withdrawn: { id: 'ditarik', en: 'withdrawn' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
};

/** `{state}` is the state it is in, `{value}` what the event named. */
const texts: Readonly<Record<StepRefusalCode, { id: string; en: string }>> = {
  SHIPMENT_STATE: {
    id: 'Kiriman sedang berstatus {state}, sehingga langkah ini tidak berlaku. Lihat status terbarunya.',
    en: 'The shipment is {state}, so this step is not possible. Look at its present status.',
  },
  SHIPMENT_NOT_YOURS: {
    id: 'Kiriman ini ({state}) dibawa pengangkut lain. Laporkan hanya kiriman yang Anda sanggupi.',
    en: 'This shipment ({state}) is with another carrier. Report only shipments that you accepted.',
  },
  SHIPMENT_LINE_UNKNOWN: {
    id: 'Kiriman ini ({state}) tidak memuat baris "{value}". Pakai komoditas, demandId dan lot dari kirimannya.',
    en: 'This shipment ({state}) has no line "{value}". Use the commodity, demandId and lot of the shipment.',
  },
  SHIPMENT_LINE_REPORTED: {
    id: 'Baris "{value}" pada kiriman ini ({state}) sudah dilaporkan diterima. Laporkan hanya baris yang belum.',
    en: 'The line "{value}" of this shipment ({state}) was already reported as received. Report the others only.',
  },
  SHIPMENT_QUANTITY_OVER: {
    id: 'Jumlah baris "{value}" melebihi kiriman ini ({state}): muatan tidak boleh lebih dari yang disanggupi, penerimaan paling banyak 10% di atas yang dikirim. Periksa angka dan satuannya.',
    en: 'The quantity of line "{value}" is too much for this shipment ({state}): loads may not exceed what was accepted, receipts at most 10% above what was shipped. Check the figure and its unit.',
  },
  SHIPMENT_NOTHING_LOADED: {
    id: 'Kiriman ini ({state}) tidak dapat berangkat tanpa muatan. Batalkan bila memang tidak jadi.',
    en: 'This shipment ({state}) cannot leave with nothing loaded. Cancel it if it does not go.',
  },
  GOODS_NOT_AWAITING: {
    id: 'Barang "{value}" pada kiriman ini ({state}) tidak sebanyak itu yang menunggu keputusan. Lihat yang masih menunggu.',
    en: 'Not that much of "{value}" waits for a decision on this shipment ({state}). Look at what still waits.',
  },
  OFFER_OVER: {
    id: 'Penawaran kiriman ini kepada Anda sudah berakhir ({value}); kirimannya kini {state}. Tunggu penawaran berikutnya.',
    en: 'The offer of this shipment to you is over ({value}); the shipment is now {state}. Wait for the next offer.',
  },
  COUNTER_NOT_POSSIBLE: {
    id: 'Usulan ganti untuk kiriman ini ({state}) tidak dapat dipakai: sekali per penawaran, dengan kendaraan atau tanggal lain yang belum lewat dan paling jauh 14 hari dari rencana.',
    en: 'This counter-offer for the shipment ({state}) is not possible: once an offer, with other vehicles or another date that is not over and at most 14 days from the planned one.',
  },
  DECISION_NOT_ASKED: {
    id: 'Kiriman ini ({state}) tidak menunggu keputusan tentang {value}. Lihat status terbarunya.',
    en: 'This shipment ({state}) waits for no decision about {value}. Look at its present status.',
  },
  SPLIT_NOT_POSSIBLE: {
    id: 'Kiriman ini ({state}) tidak dapat dibagi begitu: kedua bagian harus bermuatan, dan paling banyak 20 bagian.',
    en: 'This shipment ({state}) cannot be divided like that: both parts must carry something, and 20 parts are the most.',
  },
  MERGE_NOT_POSSIBLE: {
    id: 'Kiriman ini ({state}) tidak dapat digabung dengan "{value}": keduanya harus disanggupi pengangkut yang sama, pada jalur, tanggal dan kelas suhu yang sama.',
    en: 'This shipment ({state}) cannot be merged with "{value}": the same carrier must have accepted both, on one lane, date and temperature class.',
  },
  CHANGE_OVER: {
    id: 'Tidak ada usulan perubahan yang dapat dijawab untuk kiriman ini ({state}): {value}. Kiriman tetap seperti yang disanggupi.',
    en: 'There is no proposal for change to answer for this shipment ({state}): {value}. It stays as accepted.',
  },
};

export function refuseStep(code: StepRefusalCode, state: ShipmentStatus, value = ''): StepRefused {
  const fill = (language: 'id' | 'en'): string =>
    texts[code][language]
      .replace('{state}', statusNames[state][language])
      .replace('{value}', () => value.slice(0, 120));
  return { kind: 'refused', code, state, text: { id: fill('id'), en: fill('en') } };
}
