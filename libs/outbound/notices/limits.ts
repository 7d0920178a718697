const hourMs = 3_600_000;

/** Bounds of what people are told. */
export const noticeLimits = {
  /** Of one mail; the rest is a number and a link. */
  listedMax: 25,
  gatheredMax: 1_000,
  /** Alerts of the same moment become one mail. */
  gatherMs: 5_000,
  peopleAtOnceMax: 20,
  mailsAtOnceMax: 10,
  leaseMs: 120_000,
  giveUpMs: 24 * hourMs,
  /** An alert that comes back so soon is the same one, and nobody is told twice. */
  sameAlertMs: hourMs,
  /** Mails to confirm an address, of one person in an hour. */
  confirmsPerHour: 3,
  keptPerPersonMax: 2_000,
} as const;
