/** Bounds of the HTTP door that are not part of the event contract. */
export const httpLimits = {
  bodyBytesMax: 1024 * 1024,
  photoBytesMax: 4 * 1024 * 1024,
  shipmentPhotosMax: 60,
  batchEventsMax: 1_000,
  /** Levels of arrays and objects inside each other, of any body. */
  depthMax: 32,
  urlLengthMax: 4_096,
  headerBytesMax: 16 * 1024,
  idempotencyKeyLengthMax: 128,
  listItemsMax: 500,
  listItemsDefault: 100,
  cursorLengthMax: 2_048,
} as const;
