/** Where on the dashboard something can be seen or done. Behind `#`, as all its addresses. */
const pages: Record<string, string> = {
  SHORTAGE: '#/neraca',
  NEGATIVE_STOCK: '#/neraca',
  COMMITMENT_CLAMPED: '#/neraca',
  HELD_FACT: '#/meja-data',
  SOURCE_CONFLICT: '#/meja-data/selisih',
  STALE_FEED: '#/sumber',
  AGREEMENT_ENDING: '#/perjanjian',
  AGREEMENT_SLEEPING: '#/perjanjian',
  NO_CARRIER: '#/penawaran',
};

/** Most other alerts are about a shipment. */
export function pageOfAlert(code: string, commodity: string): string {
  const page = pages[code] ?? '#/pengiriman';
  return page === '#/neraca' && commodity !== '*'
    ? `${page}?komoditas=${encodeURIComponent(commodity)}`
    : page;
}

export const noticePages = {
  inbox: '#/pemberitahuan',
  wishes: '#/pemberitahuan/atur',
  offers: '#/penawaran',
  unsubscribe: (token: string) => `#/berhenti/${token}`,
  confirm: (token: string) => `#/surel/${token}`,
};
