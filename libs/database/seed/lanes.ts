import type { Lane } from '#domain';

// Lead times: Surabaya typical 3-4 h (firstloveband.com), Palangka Raya from a ferry log (idrora blog); every
// other hour is an assumption. Kilometres: Surabaya 160 by road; the others are assumptions, about 1.3 times
// the great circle (Surakarta 160, Cirebon 426, Bandung 516, Depok 620 km); over sea only the road part counts.
const rows: [string, string, number, number, number, number][] = [
  // destination, mode, road km, typical hours, late hours, sea fare in rupiah per tonne (assumption)
  ['35.78', 'road', 160, 4, 8, 0],
  ['33.72', 'road', 208, 6, 10, 0],
  ['32.74', 'road', 554, 12, 18, 0],
  ['32.73', 'road', 671, 15, 22, 0],
  ['32.76', 'road', 806, 18, 26, 0],
  ['31', 'road', 790, 18, 26, 0],
  ['32.75', 'road', 770, 18, 26, 0],
  ['62.71', 'road+ferry', 360, 40, 60, 450_000],
  ['64.72', 'road+ferry', 320, 60, 96, 600_000],
  ['74.71', 'road+sea', 210, 96, 144, 900_000],
];

/** Assumption: what carrying one tonne one kilometre by truck costs, in rupiah. */
const rupiahPerTonneKm = 1_100;

export const lanes: Lane[] = rows.map(
  ([destination, mode, roadKm, leadHoursTypical, leadHoursLate, seaFare]) => ({
    // A plus in an id would read as a space in a query.
    id: `35.72-${destination}-${mode.replace('+', '-')}`,
    hub: 'btc',
    origin: '35.72',
    destination,
    mode,
    roadKm,
    leadHoursTypical,
    leadHoursLate,
    rupiahPerTonne: roadKm * rupiahPerTonneKm + seaFare,
  }),
);
