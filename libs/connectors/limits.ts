/** Bounds of everything that a party declares about its connector, and of what comes through it. */
export const connectorLimits = {
  mappingLengthMax: 20_000,
  /** Items of one push, page, file or topic batch. */
  itemsMax: 1_000,
  /** Events that one item may become. */
  eventsPerItemMax: 50,
  /** Events of one push or upload. */
  eventsMax: 1_000,
  columnsMax: 60,
  fileBytesMax: 1024 * 1024,
  /** Of an answer to a poll. */
  answerBytesMax: 4 * 1024 * 1024,
  answerMsMax: 15_000,
  pagesPerRunMax: 20,
  cursorLengthMax: 1_024,
  everySecondsMin: 2,
  everySecondsMax: 86_400,
  backoffMsMax: 15 * 60_000,
  /** Of a mapping, each item. */
  itemMsMax: 2_000,
  /** Of a mapping, all items of one call. */
  callMsMax: 10_000,
  /** Levels of calls inside each other in a mapping. */
  stackMax: 200,
  /** Members of any sequence in a mapping. */
  sequenceMax: 10_000,
  /** Characters of what one item becomes. */
  outputLengthMax: 256 * 1024,
  workerMemoryMb: 48,
} as const;
