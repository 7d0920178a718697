import { date, instant, integer, listOf, object, oneOf, orNull, ref, string, type Schema } from './shapes.js';

const sums = {
  unit: oneOf('g', 'ml', 'piece'),
  lines: integer,
  settled: { type: 'integer', description: 'Lines of which nothing will change but by decisions' },
  recommended: integer,
  accepted: integer,
  loaded: integer,
  received: { type: 'integer', description: 'In good order' },
  over: { type: 'integer', description: 'Received above what was accepted, of settled lines' },
  short: { type: 'integer', description: 'Received below what was accepted, of settled lines' },
  missing: { type: 'integer', description: 'Loaded and never came' },
  damaged: integer,
  refused: integer,
  wrong: integer,
  surplus: { type: 'integer', description: 'Came above what was loaded' },
  wasted: integer,
  restocked: integer,
  awaiting: { type: 'integer', description: 'Came, was not taken, and waits for a decision' },
  lateLines: integer,
  lateMinutes: { type: 'integer', description: 'Sum over the late lines' },
  otif: object({
    lines: { type: 'integer', description: 'Settled lines that somebody had accepted' },
    onTime: integer,
    inFull: integer,
    onTimeInFull: integer,
    ppm: orNull({ type: 'integer', description: 'onTimeInFull of lines, in parts per million' }),
  }),
  rupiah: orNull(object({ over: integer, short: integer, wasted: integer })),
  unpriced: { type: 'integer', description: 'Settled lines without a price: in no sum of rupiah' },
};

/** Schemas of what is said of receipts. */
export const receiptAnswers: Record<string, Schema> = {
  NewPhoto: object({ photoId: string, size: integer }),
  Photo: object({ photoId: string, mediaType: string, size: integer, by: string, at: instant }),
  ReceiptReason: object({ code: string, text: ref('Bilingual') }),
  OverShort: object({
    key: orNull({ type: 'string', description: 'Of `by`; null: no carrier' }),
    ...sums,
    'line?': object({
      shipmentId: string,
      commodity: string,
      demandId: string,
      location: string,
      lot: string,
      hub: string,
      lane: string,
      city: string,
      carrier: orNull(string),
      status: string,
      pickupDate: date,
      arrivalBy: date,
      receivedAt: orNull(instant),
      price: orNull(object({ rupiahPerMillion: integer, at: instant, market: string, source: string })),
    }),
  }),
  OverShortPage: object({
    items: listOf(ref('OverShort')),
    next: orNull(string),
    totals: listOf(object(sums)),
  }),
};
