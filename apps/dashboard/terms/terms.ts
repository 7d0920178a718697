/** Words of the screen by theme, in the order in which they explain each other; each is an address of its own. */
export const themes = {
  people: ['pihak', 'produsen', 'dinas', 'pembeli', 'pengangkut', 'pusat-dagang', 'wilayah', 'tempat'],
  said: [
    'laporan',
    'hitungan-stok',
    'pergerakan-stok',
    'kebutuhan',
    'koreksi',
    'ditolak',
    'ditahan',
    'satuan',
  ],
  there: [
    'neraca',
    'stok',
    'lot',
    'terjanji',
    'cadangan-daerah',
    'dapat-dijanjikan',
    'kekurangan',
    'surplus',
    'pemenuhan',
    'kesegaran',
    'irama',
    'masa-simpan',
  ],
  plan: [
    'perjanjian',
    'jalur',
    'rencana',
    'alokasi',
    'alasan',
    'kiriman',
    'dalam-perjalanan',
    'terlambat',
    'selisih',
    'tepat-lengkap',
  ],
  screen: ['peringatan', 'perubahan', 'selisih-waktu', 'mengapa'],
} as const;

export type Theme = keyof typeof themes;
