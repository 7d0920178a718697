/** Of links that let phones in, and of what one may report for. */
export const fieldLimits = {
  openMax: 200,
  listedMax: 500,
  hoursDefault: 24,
  hoursMax: 168,
  usesMax: 10,
  producersMax: 100,
  placesMax: 50,
} as const;
