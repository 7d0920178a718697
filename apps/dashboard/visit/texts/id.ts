export const id = {
  count: 'Langkah {{step}} dari {{steps}}',
  next: 'Lanjut',
  back: 'Kembali',
  end: 'Sudahi',
  done: 'Selesai',
  headline: {
    title: 'Keadaan sekarang',
    text: 'Tujuh angka untuk seluruh pusat dagang, selalu terbaru. Baris di bawahnya menunjukkan umur datanya. Pilih satu komoditas di atas untuk melihat angkanya saja. Tombol (i) menjelaskan arti tiap angka.',
  },
  changes: {
    title: 'Baru berubah',
    text: 'Apa yang bergeser dalam 15 menit terakhir, berapa, dan karena apa. Tekan “Mengapa?” untuk melihat alasan, laporan di baliknya, dan siapa yang mengirimnya.',
  },
  map: {
    title: 'Arus ke kota mitra',
    text: 'Tiap garis adalah satu komoditas ke satu kota. Makin tebal makin banyak; putus-putus berarti masih rencana, panah berarti sudah di jalan. Persen di kota: kebutuhannya yang terpenuhi.',
  },
  balance: {
    title: 'Neraca pangan',
    text: 'Kebutuhan dan ketersediaan per komoditas dan wilayah. Yang paling kurang ada di atas. Setiap baris punya “Mengapa?”.',
  },
  alerts: {
    title: 'Peringatan',
    text: 'Yang perlu ditindak hari ini, yang paling mendesak di atas. Tautan pada tiap peringatan membawa Anda ke tempat menyelesaikannya.',
  },
} as const;
