/** What a person asked about: found again on the board, so that the answer stays live while it is open. */
export type WhySubject =
  | { kind: 'balance'; key: string; /** RFC 3339: as it stood then. */ at?: string }
  | { kind: 'shipment'; key: string };
