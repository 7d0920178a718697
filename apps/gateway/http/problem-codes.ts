import { refusalCodes, refusalText } from '#contracts';
import type { BilingualText, RefusalCode as EventRefusalCode } from '#contracts';
import type { RefusalCode as FactRefusalCode, StepRefusalCode } from '#domain';
import { accessKinds } from './access-kinds.js';
import { overrideProblems } from './override-problems.js';
import { paperProblems } from './paper-problems.js';
import { fieldProblems } from './field-problems.js';
import { messageProblems } from './message-problems.js';
import { noticeProblems } from './notice-problems.js';
import { partyProblems } from './party-problems.js';
import { receiptProblems } from './receipt-problems.js';
import { trackingProblems } from '../tracking/tracking-problems.js';
import { webhookProblems } from './webhook-problems.js';

interface Kind {
  status: number;
  title: string;
  text: BilingualText;
}

/** What the door itself can answer, beyond the refusals of the event contract. */
const doorKinds = {
  ...partyProblems,
  ...paperProblems,
  ...overrideProblems,
  ...webhookProblems,
  ...receiptProblems,
  ...trackingProblems,
  ...messageProblems,
  ...fieldProblems,
  ...noticeProblems,
  KEY_MISSING: {
    status: 401,
    title: 'Key missing',
    text: { id: 'Kunci API tidak disertakan.', en: 'No API key was given.' },
  },
  KEY_MALFORMED: {
    status: 401,
    title: 'Key malformed',
    text: { id: 'Bentuk kunci API salah.', en: 'The API key does not have the shape of a key.' },
  },
  KEY_UNKNOWN: {
    status: 401,
    title: 'Key unknown',
    text: { id: 'Kunci API tidak dikenal atau sudah dicabut.', en: 'The API key is unknown or revoked.' },
  },
  PARTY_INACTIVE: {
    status: 401,
    title: 'Party not active',
    text: { id: 'Pihak pemilik kunci belum aktif.', en: 'The party of this key is not active.' },
  },
  FORBIDDEN: {
    status: 403,
    title: 'Not allowed',
    text: {
      id: 'Hak akses Anda tidak mencakup tindakan ini.',
      en: 'Your rights do not cover this action.',
    },
  },
  ...accessKinds,
  TOO_MANY_ATTEMPTS: {
    status: 429,
    title: 'Too many failed attempts',
    text: {
      id: 'Terlalu banyak percobaan gagal; coba lagi nanti.',
      en: 'Too many failed attempts; try again later.',
    },
  },
  RATE_LIMITED: {
    status: 429,
    title: 'Rate limit reached',
    text: {
      id: 'Batas laju pihak ini tercapai; coba lagi nanti.',
      en: 'The rate limit of this party is reached; try again later.',
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'Body too large',
    text: {
      id: 'Isi permintaan lebih besar dari 1 MB, atau foto lebih besar dari 4 MB.',
      en: 'The body is larger than 1 MB, or the photo larger than 4 MB.',
    },
  },
  BATCH_TOO_LARGE: {
    status: 413,
    title: 'Batch too large',
    text: {
      id: 'Lebih dari 1.000 peristiwa dalam satu kiriman.',
      en: 'More than 1,000 events in one batch.',
    },
  },
  BATCH_EMPTY: {
    status: 400,
    title: 'Batch empty',
    text: { id: 'Kiriman tidak berisi peristiwa.', en: 'The batch holds no event.' },
  },
  BATCH_REFUSED: {
    status: 422,
    title: 'Batch refused',
    text: {
      id: 'Tidak satu pun peristiwa dalam kiriman diterima.',
      en: 'No event of the batch was accepted.',
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Media type not supported',
    text: {
      id: 'Content-Type tidak didukung; pakai application/cloudevents+json.',
      en: 'The Content-Type is not supported; use application/cloudevents+json.',
    },
  },
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    text: { id: 'Tidak ditemukan.', en: 'There is nothing here.' },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    text: { id: 'Metode HTTP ini tidak berlaku di sini.', en: 'This HTTP method is not for this address.' },
  },
  BAD_REQUEST: {
    status: 400,
    title: 'Bad request',
    text: { id: 'Permintaan tidak dapat dibaca.', en: 'The request cannot be read.' },
  },
  BAD_QUERY: {
    status: 400,
    title: 'Bad query',
    text: { id: 'Parameter permintaan salah.', en: 'The query parameters are not right.' },
  },
  BAD_BODY: {
    status: 400,
    title: 'Bad body',
    text: { id: 'Isi permintaan tidak sesuai.', en: 'The body is not as it should be.' },
  },
  BAD_CURSOR: {
    status: 400,
    title: 'Bad cursor',
    text: { id: 'Penanda halaman tidak sah.', en: 'The cursor is not one of this list.' },
  },
  AS_OF_UNAVAILABLE: {
    status: 400,
    title: 'No history',
    text: { id: 'Daftar ini tidak memiliki riwayat untuk asOf.', en: 'This list has no history for asOf.' },
  },
  HISTORY_ENDED: {
    status: 410,
    title: 'Before what is kept',
    text: {
      id: 'Itu sebelum masa simpan riwayat fakta, jadi tidak dapat dihitung lagi.',
      en: 'That is before the facts that are kept, so it cannot be computed any more.',
    },
  },
  WHAT_IF_REFUSED: {
    status: 422,
    title: 'Supposition refused',
    text: {
      id: 'Ada perandaian yang tidak dapat dihitung; lihat errors.',
      en: 'Something that is supposed cannot be computed; see errors.',
    },
  },
  REJECTED_NOT_YOURS: {
    status: 403,
    title: 'Rejected event not yours',
    text: {
      id: 'Hanya pengirimnya dan hub yang boleh memperbaiki peristiwa yang ditolak ini.',
      en: 'Only its sender and the hub may mend this rejected event.',
    },
  },
  TYPE_CHANGED: {
    status: 422,
    title: 'Type changed',
    text: {
      id: 'Peristiwa pihak lain boleh diperbaiki, bukan diganti: jenisnya harus tetap.',
      en: 'An event of another party may be mended, not replaced: its type has to stay.',
    },
  },
  RESEND_UNDERWAY: {
    status: 409,
    title: 'Resend underway',
    text: {
      id: 'Peristiwa lain sedang dikirim sebagai gantinya; lihat hasilnya lalu coba lagi.',
      en: 'Another event is being sent in its place; look at the outcome and try again.',
    },
  },
  NEW_EVENT_NEEDED: {
    status: 409,
    title: 'New event needed',
    text: {
      id: 'Peristiwa ini sudah diterima, lalu ditolak oleh keadaan kirimannya; laporkan dengan peristiwa baru ber-id baru.',
      en: 'This event was accepted and then refused by the state of its shipment; report it with a new event of a new id.',
    },
  },
  REBUILD_NEEDED: {
    status: 409,
    title: 'Rebuild needed',
    text: {
      id: 'Ini catatan layanan Lumbung sendiri dan tidak dapat diperbaiki dengan tangan: perbaiki sebabnya, lalu biarkan layanannya membaca ulang dari posisi ini.',
      en: 'This is a record of Lumbung’s own services and cannot be mended by hand: mend the cause, then let the service read again from this position.',
    },
  },
  CONNECTOR_UNKNOWN: {
    status: 404,
    title: 'Connector unknown',
    text: { id: 'Pihak ini tidak punya konektor seperti itu.', en: 'The party has no such connector.' },
  },
  CONNECTOR_PAUSED: {
    status: 409,
    title: 'Connector paused',
    text: { id: 'Konektor ini sedang dihentikan.', en: 'This connector is paused.' },
  },
  CONNECTOR_FAULTY: {
    status: 422,
    title: 'Connector faulty',
    text: {
      id: 'Konektor ini belum benar; lihat errors.',
      en: 'This connector is not right yet; see errors.',
    },
  },
  ITEMS_TOO_MANY: {
    status: 413,
    title: 'Too many items',
    text: { id: 'Lebih dari 1.000 butir atau peristiwa.', en: 'More than 1,000 items or events.' },
  },
  ITEMS_MISSING: {
    status: 422,
    title: 'Items missing',
    text: {
      id: 'Di tempat yang dinyatakan konektor tidak ada apa-apa.',
      en: 'There is nothing where the connector says that the items are.',
    },
  },
  TABLE_UNREADABLE: {
    status: 422,
    title: 'Table unreadable',
    text: { id: 'Berkas tidak dapat dibaca; lihat errors.', en: 'The file cannot be read; see errors.' },
  },
  UPLOAD_REFUSED: {
    status: 422,
    title: 'Upload refused',
    text: {
      id: 'Ada baris yang belum benar, jadi tidak satu pun disimpan; lihat rejected.',
      en: 'Some rows are not right, so none was kept; see rejected.',
    },
  },
  TOO_MANY_CLIENTS: {
    status: 503,
    title: 'Too many live clients',
    text: { id: 'Terlalu banyak pelanggan siaran langsung.', en: 'Too many clients follow the live feed.' },
  },
  KAFKA_UNAVAILABLE: {
    status: 503,
    title: 'Message broker unavailable',
    text: {
      id: 'Peristiwa belum tersimpan; kirim lagi dengan id yang sama.',
      en: 'The event is not stored yet; send it again with the same id.',
    },
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    title: 'Database unavailable',
    text: {
      id: 'Basis data sedang tidak tersedia; coba lagi.',
      en: 'The database does not answer; try again.',
    },
  },
  OVERLOADED: {
    status: 503,
    title: 'Overloaded',
    text: { id: 'Layanan sedang sangat sibuk; coba lagi.', en: 'The service is very busy; try again.' },
  },
  STARTING: {
    status: 503,
    title: 'Starting',
    text: { id: 'Layanan sedang dimulai; coba lagi.', en: 'The service is starting; try again.' },
  },
} as const satisfies Record<string, Kind>;

/** Status of an event refused by its schema or by intake. Those not named here are 422. */
const eventRefusalStatus: Partial<Record<EventRefusalCode, number>> = {
  EMPTY: 400,
  NOT_UTF8: 400,
  BROKEN_JSON: 400,
  TOO_DEEP: 400,
  BAD_CHARACTER: 400,
  NOT_AN_OBJECT: 400,
  BAD_ENVELOPE: 400,
  UNSUPPORTED_CONTENT: 415,
  TOO_LARGE: 413,
  UNKNOWN_PARTY: 403,
  NOT_YOUR_DEMAND: 403,
  ID_REUSED: 409,
  REJECTED_CLOSED: 409,
  INTERNAL: 500,
};

/** Status of an event that its schema took but that is no fact. All are named, so that a new one is seen here. */
const factRefusalStatus: Record<FactRefusalCode | StepRefusalCode, number> = {
  QUANTITY_INVALID: 422,
  QUANTITY_TOO_PRECISE: 422,
  QUANTITY_NEGATIVE: 422,
  QUANTITY_ZERO: 422,
  QUANTITY_ABSURD: 422,
  UNIT_UNKNOWN: 422,
  UNIT_NOT_EXACT: 422,
  SOURCE_NOT_YOURS: 403,
  PARTY_NOT_ACTIVE: 403,
  TYPE_UNKNOWN: 422,
  TIME_INVALID: 422,
  TIME_IN_FUTURE: 422,
  TIME_TOO_OLD: 422,
  COMMODITY_UNKNOWN: 422,
  LOCATION_UNKNOWN: 422,
  DESTINATION_UNKNOWN: 422,
  HUB_UNKNOWN: 422,
  NOT_YOURS: 403,
  DATE_INVALID: 422,
  BEST_BEFORE_INVALID: 422,
  WINDOW_INVALID: 422,
  DEMAND_UNKNOWN: 422,
  TARGET_UNKNOWN: 422,
  SHIPMENT_UNKNOWN: 422,
  CARRIER_UNKNOWN: 422,
  SHIPMENT_NOT_YOURS: 403,
  PERSON_REQUIRED: 403,
  OVERRIDE_INCOMPLETE: 422,
  UNTIL_INVALID: 422,
  LANE_UNKNOWN: 422,
  LINES_TOO_MANY: 422,
  SHIPMENT_STATE: 409,
  SHIPMENT_LINE_UNKNOWN: 422,
  SHIPMENT_LINE_REPORTED: 409,
  GOODS_NOT_AWAITING: 409,
  SHIPMENT_QUANTITY_OVER: 422,
  SHIPMENT_NOTHING_LOADED: 422,
  OFFER_OVER: 409,
  COUNTER_NOT_POSSIBLE: 422,
  DECISION_NOT_ASKED: 409,
  CHANGE_OVER: 409,
  SPLIT_NOT_POSSIBLE: 422,
  MERGE_NOT_POSSIBLE: 409,
};

export type DoorCode = keyof typeof doorKinds;
export type RefusalCode = EventRefusalCode | FactRefusalCode | StepRefusalCode;
export type ProblemCode = DoorCode | RefusalCode;

/** Every code that an answer of this service can carry. */
export const problemCodes = [
  ...new Set([...Object.keys(doorKinds), ...refusalCodes, ...Object.keys(factRefusalStatus)]),
] as ProblemCode[];

const refusedWithoutText: BilingualText = { id: 'Peristiwa ditolak.', en: 'The event is refused.' };

export function kindOf(code: ProblemCode): Kind {
  if (Object.hasOwn(doorKinds, code)) return doorKinds[code as DoorCode];
  const title = code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ');
  const known = refusalCodes.find((refusal) => refusal === code);
  if (known) return { status: eventRefusalStatus[known] ?? 422, title, text: refusalText(known) };
  return {
    status: factRefusalStatus[code as keyof typeof factRefusalStatus] ?? 422,
    title,
    text: refusedWithoutText,
  };
}
