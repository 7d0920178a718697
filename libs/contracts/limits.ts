/** Every bound of the contract in one place, so that a client can read them and a test can try them. */
export const limits = {
  /** Bytes of one event in structured mode, or of value and headers together in binary mode. */
  eventBytesMax: 64 * 1024,
  /** Levels of arrays and objects inside each other. */
  depthMax: 12,
  eventIdLengthMax: 128,
  identifierLengthMax: 128,
  codeLengthMax: 64,
  textLengthMax: 500,
  linesMax: 500,
  /** What may be said of one line of a receipt. */
  variancesMax: 12,
  linePhotosMax: 20,
  /** Attributes of one envelope, extensions included. */
  attributesMax: 40,
  attributeLengthMax: 1024,
  /** Greatest amount in any unit; what it means in base units is checked after conversion. */
  quantityMax: 1_000_000_000_000,
  quantityTextLengthMax: 32,
  /** Errors listed for one refused event. */
  errorsMax: 20,
} as const;
