export const id = {
  title: 'Arti kata-kata di layar',
  subtitle: 'Satu kata, satu arti: di layar, di laporan, dan di rencana.',
  find: 'Cari kata',
  none: 'Tidak ada kata seperti itu',
  noneHint: 'Coba kata lain, atau hapus pencarian.',
  copy: 'Tautan ke {{word}}',
  theme: {
    people: 'Siapa saja',
    said: 'Apa yang dilaporkan',
    there: 'Apa yang ada dan yang perlu',
    plan: 'Rencana dan kiriman',
    screen: 'Di layar ini',
  },
  word: {
    pihak: {
      name: 'Pihak',
      also: 'Party',
      text: 'Lembaga atau usaha yang melapor atau menerima rencana: produsen, dinas, pembeli, pengangkut, pusat dagang.',
    },
    produsen: {
      name: 'Produsen',
      also: 'Producer',
      text: 'Melaporkan stok di kandang, gudang, atau kebunnya sendiri.',
    },
    dinas: {
      name: 'Dinas (OPD)',
      also: 'Department',
      text: 'Kantor pemerintah daerah. Bertanggung jawab atas data seluruh wilayahnya, juga tempat milik orang lain di sana.',
    },
    pembeli: {
      name: 'Pembeli',
      also: 'Buyer',
      text: 'Pasar atau perusahaan pangan di kota yang menyatakan kebutuhan.',
    },
    pengangkut: {
      name: 'Pengangkut',
      also: 'Carrier',
      text: 'Menyanggupi kiriman, membawanya, dan melaporkan di mana truknya.',
    },
    'pusat-dagang': {
      name: 'Pusat dagang',
      also: 'Hub',
      text: 'Tempat pasokan dikumpulkan dan dimuat. Yang pertama: Blitar Trade Center.',
    },
    wilayah: {
      name: 'Wilayah',
      also: 'Region',
      text: 'Kota, kabupaten, atau provinsi, menurut kode Kemendagri.',
    },
    tempat: { name: 'Tempat', also: 'Place', text: 'Di mana stok berada: kandang, penggilingan, gudang.' },
    laporan: {
      name: 'Laporan (fakta)',
      also: 'Report (fact)',
      text: 'Sesuatu yang sudah diterima dari satu pihak. Laporan tidak pernah diubah; yang keliru diluruskan dengan laporan baru.',
    },
    'hitungan-stok': {
      name: 'Hitungan stok',
      also: 'Stock count',
      text: 'Berapa isi satu tempat pada satu waktu.',
    },
    'pergerakan-stok': {
      name: 'Pergerakan stok',
      also: 'Stock movement',
      text: 'Tambah atau kurang: diproduksi, diterima, diambil, terbuang.',
    },
    kebutuhan: {
      name: 'Kebutuhan',
      also: 'Need (demand)',
      text: 'Berapa yang diperlukan satu kota, dari satu komoditas, di antara dua tanggal. Di neraca: dikurangi yang sudah tiba dan yang di jalan.',
    },
    koreksi: {
      name: 'Koreksi',
      also: 'Correction',
      text: 'Menarik kembali satu laporan dengan alasan. Laporan lamanya tetap tersimpan.',
    },
    ditolak: {
      name: 'Ditolak',
      also: 'Rejected',
      text: 'Kiriman data yang tidak lolos pemeriksaan, misalnya satuannya tidak dikenal. Dapat diperbaiki dan dikirim ulang.',
    },
    ditahan: {
      name: 'Ditahan',
      also: 'Held',
      text: 'Bentuknya benar tetapi angkanya sulit dipercaya. Disimpan dan ditunjukkan, tidak dipakai sampai seorang petugas memutuskan.',
    },
    satuan: {
      name: 'Satuan',
      also: 'Unit',
      text: 'Di dalam, semua dihitung dalam gram, mililiter, atau butir/ekor. Satuan setempat seperti peti dan karung punya isi yang pasti.',
    },
    neraca: {
      name: 'Neraca pangan',
      also: 'Food balance',
      text: 'Pasokan, kebutuhan, alokasi, dan kekurangan satu komoditas di satu wilayah.',
    },
    stok: {
      name: 'Stok tersedia',
      also: 'Stock on hand',
      text: 'Yang terhitung, sudah dengan semua yang masuk dan keluar sesudahnya.',
    },
    lot: {
      name: 'Lot',
      also: 'Lot',
      text: 'Sejumlah barang sejenis di satu tempat dengan satu tanggal baik sebelum.',
    },
    terjanji: {
      name: 'Terjanji',
      also: 'Committed',
      text: 'Sudah dijanjikan untuk kiriman yang disanggupi dan belum berangkat.',
    },
    'cadangan-daerah': {
      name: 'Cadangan daerah',
      also: 'Local reserve',
      text: 'Yang tetap tinggal di daerah produsen, berapa pun kebutuhan kota lain.',
    },
    'dapat-dijanjikan': {
      name: 'Ketersediaan (dapat dijanjikan)',
      also: 'Available to promise',
      text: 'Stok, dikurangi yang terjanji dan cadangan daerah, dan dipotong bila laporannya sudah lama.',
    },
    kekurangan: {
      name: 'Kekurangan',
      also: 'Shortfall',
      text: 'Kebutuhan yang tidak terlayani oleh apa pun. Selalu punya alasan dengan angka.',
    },
    surplus: {
      name: 'Surplus',
      also: 'Surplus',
      text: 'Stok yang dapat dijanjikan dan belum ada yang memerlukan.',
    },
    pemenuhan: {
      name: 'Pemenuhan',
      also: 'Fill',
      text: 'Bagian kebutuhan yang sudah di jalan atau direncanakan. Bila stok tidak cukup, dibagi seadil mungkin: yang paling kekurangan dibantu lebih dulu.',
    },
    kesegaran: {
      name: 'Kesegaran data',
      also: 'Freshness',
      text: 'Umur laporan terbaru dibanding irama yang disepakati: segar, terlambat, usang, atau belum melapor.',
    },
    irama: {
      name: 'Irama',
      also: 'Cadence',
      text: 'Jarak antara dua laporan yang disepakati dengan satu pihak.',
    },
    'masa-simpan': {
      name: 'Masa simpan',
      also: 'Shelf life',
      text: 'Hari dari produksi sampai baik sebelum. Pembeli dapat meminta sisa hari saat tiba.',
    },
    perjanjian: {
      name: 'Perjanjian',
      also: 'Agreement',
      text: 'Nota kesepahaman pusat dagang dan kota sebagai data: komoditas, masa berlaku, jaminan, batas.',
    },
    jalur: {
      name: 'Jalur',
      also: 'Lane',
      text: 'Dari asal ke tujuan, dengan moda, waktu tempuh biasa dan terlambat, serta biaya.',
    },
    rencana: {
      name: 'Rencana',
      also: 'Plan',
      text: 'Siapa mendapat apa dari stok yang ada; dihitung ulang begitu ada laporan baru, dan setiap versinya disimpan.',
    },
    alokasi: {
      name: 'Alokasi',
      also: 'Allocation',
      text: 'Berapa dari lot mana untuk kebutuhan mana, lewat jalur mana, hari apa.',
    },
    alasan: {
      name: 'Alasan',
      also: 'Reason',
      text: 'Mengapa satu kebutuhan tetap kurang atau satu lot tersisa, dengan angka yang cocok bila dijumlahkan.',
    },
    kiriman: {
      name: 'Kiriman, pengiriman',
      also: 'Shipment',
      text: 'Alokasi satu jalur dan satu hari di dalam kendaraan: direkomendasikan, ditawarkan, disanggupi, berangkat, di perjalanan, diterima, selesai.',
    },
    'dalam-perjalanan': {
      name: 'Dalam perjalanan',
      also: 'In transit',
      text: 'Sudah berangkat, belum dicatat diterima.',
    },
    terlambat: {
      name: 'Terlambat',
      also: 'Late',
      text: 'Kiriman di jalan yang diperkirakan tiba sesudah waktu yang dijanjikan.',
    },
    selisih: {
      name: 'Selisih',
      also: 'Variance',
      text: 'Bagian kiriman yang kurang, rusak, ditolak, atau keliru, dengan alasan.',
    },
    'tepat-lengkap': {
      name: 'Tepat waktu, lengkap',
      also: 'On time in full',
      text: 'Diterima sebelum batas waktu dan tidak kurang dari yang disanggupi.',
    },
    peringatan: {
      name: 'Peringatan',
      also: 'Alert',
      text: 'Keadaan yang perlu dilihat seseorang; reda sendiri bila sudah selesai.',
    },
    perubahan: {
      name: 'Baru berubah',
      also: 'Just changed',
      text: 'Neraca yang bergeser dalam 15 menit terakhir, yang paling berpengaruh dulu.',
    },
    'selisih-waktu': {
      name: 'Fakta sampai layar',
      also: 'Fact to screen',
      text: 'Waktu dari laporan diterima sampai hasilnya tampil di layar Anda. Jam perangkat Anda sudah disesuaikan.',
    },
    mengapa: {
      name: 'Mengapa?',
      also: 'Why?',
      text: 'Dari satu angka ke alasannya, ke kebutuhan dan stok di baliknya, sampai siapa yang melaporkan dan kapan.',
    },
  },
} as const;
