export interface Place {
  /** What a picture of it is called. */
  name: string;
  /** What stands behind `#/`. */
  address: string;
}

/** Every page of the dashboard that has an address of its own, with an example of each that is about one thing. */
export const places: readonly Place[] = [
  { name: 'live', address: '' },
  { name: 'balance-now', address: 'neraca' },
  { name: 'balance-table', address: 'neraca?tampilan=table' },
  { name: 'balance-chart', address: 'neraca?tampilan=chart' },
  { name: 'balance-map', address: 'neraca?tampilan=map' },
  { name: 'shipments', address: 'pengiriman' },
  { name: 'plan-board', address: 'rencana' },
  { name: 'plan-lanes', address: 'rencana/jalur' },
  { name: 'plan-flow', address: 'rencana/aliran?komoditas=egg.chicken' },
  { name: 'plan-overrides', address: 'rencana/pengaturan?komoditas=egg.chicken' },
  { name: 'plan-what-if', address: 'rencana/andaikan?komoditas=egg.chicken' },
  { name: 'waiting', address: 'menunggu' },
  { name: 'over-short', address: 'lebih-kurang' },
  { name: 'desk', address: 'meja-data' },
  { name: 'desk-conflicts', address: 'meja-data/selisih' },
  { name: 'desk-corrections', address: 'meja-data/koreksi' },
  { name: 'feeds', address: 'sumber' },
  { name: 'rejected', address: 'ditolak' },
  { name: 'terms', address: 'istilah' },
  { name: 'account', address: 'akun' },
  { name: 'notices', address: 'pemberitahuan' },
  { name: 'notice-settings', address: 'pemberitahuan/atur' },
  { name: 'stop-mail', address: 'berhenti/tak-berlaku' },
  { name: 'fieldwork', address: 'lapangan' },
  { name: 'parties', address: 'pihak' },
  { name: 'party', address: 'pihak/e-peken' },
  { name: 'new-party', address: 'pihak-baru' },
  { name: 'agreements', address: 'perjanjian' },
  { name: 'keys', address: 'kunci' },
  { name: 'keys-of-party', address: 'kunci/e-peken' },
  { name: 'connectors', address: 'konektor' },
  { name: 'new-connector', address: 'konektor-baru' },
  { name: 'webhooks', address: 'webhook' },
  { name: 'offers', address: 'penawaran' },
  { name: 'registry', address: 'registri' },
  { name: 'registry-kind', address: 'registri/commodity' },
  { name: 'people', address: 'orang' },
  { name: 'audit', address: 'audit' },
  { name: 'carry', address: 'angkut' },
  { name: 'receive', address: 'terima' },
  { name: 'trial', address: 'uji' },
  { name: 'no-such-page', address: 'tidak-ada' },
];
