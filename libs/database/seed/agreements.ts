import type { Agreement } from '#domain';

/** Memoranda of understanding, five years each. Dates other than Depok's and all titles are assumptions. */

const tonne = 1_000_000;

function memorandum(
  region: string,
  name: string,
  signedOn: string,
  validTo: string,
  rest: Partial<Agreement> = {},
): Agreement {
  return {
    id: `mou-btc-${region}-${signedOn.slice(0, 4)}`,
    hub: 'btc',
    region,
    titleId: `Nota kesepahaman Kota Blitar dan ${name} tentang pasokan pangan`,
    titleEn: `Memorandum between Blitar City and ${name} on food supply`,
    commodities: [],
    signedOn,
    validFrom: signedOn,
    validTo,
    status: 'active',
    terms: [],
    ...rest,
  };
}

export const agreements: Agreement[] = [
  memorandum('35.78', 'Kota Surabaya', '2025-08-20', '2030-08-19'),
  // The first shipment to Depok, 10 t on 15 October 2025 (putraindonews, adainfo.id); once a week is an assumption.
  memorandum('32.76', 'Kota Depok', '2025-10-15', '2030-10-14', {
    terms: [{ commodity: 'egg.chicken', period: 'week', guaranteed: 10 * tonne }],
  }),
  memorandum('31', 'DKI Jakarta', '2025-11-05', '2030-11-04'),
  memorandum('32.75', 'Kota Bekasi', '2026-02-10', '2031-02-09'),
  memorandum('64.72', 'Kota Samarinda', '2026-03-03', '2031-03-02'),
  memorandum('62.71', 'Kota Palangka Raya', '2026-03-17', '2031-03-16'),
  memorandum('33.72', 'Kota Surakarta', '2026-05-12', '2031-05-11'),
];
