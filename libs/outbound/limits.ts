const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Bounds of what is delivered to others, and how long it is tried. */
export const outboundLimits = {
  webhooksMax: 10,
  urlLengthMax: 2_048,
  typesMax: 50,
  /** How long an answer may take, from the look-up of the name to its last byte. */
  answerMsMax: 10_000,
  /** Of an answer, read at all. */
  answerBytesMax: 4_096,
  /** Of an answer, kept for its owner to see. */
  answerKeptMax: 256,
  /** Longer than an answer may take: a delivery that nobody has finished by then is anybody's. */
  leaseMs: 30_000,
  /** At once, of one webhook, by one dispatcher. */
  atOnceMax: 4,
  /** At once, of all webhooks, by one dispatcher. */
  allAtOnceMax: 256,
  retryMs: 5_000,
  retryGrowth: 3,
  retryMsMax: 6 * hourMs,
  retryAfterMsMax: hourMs,
  giveUpMs: 3 * dayMs,
  /** Attempts during which later events of the same key wait. */
  holdAttempts: 5,
  /** Failures in a row from which on a webhook is asked once in a while only. */
  downFailures: 5,
  downMsMax: 5 * minuteMs,
  /** Attempts that a delivery remembers. */
  historyMax: 20,
  redeliveredMax: 10_000,
  overlapHoursDefault: 24,
  overlapHoursMax: 168,
} as const;
