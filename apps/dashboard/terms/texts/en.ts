import type { id } from './id.js';

type Same<Dictionary> = {
  [Key in keyof Dictionary]: Dictionary[Key] extends string ? string : Same<Dictionary[Key]>;
};

export const en: Same<typeof id> = {
  title: 'What the words mean',
  subtitle: 'One word, one meaning: on the screen, in reports and in plans.',
  find: 'Find a word',
  none: 'No such word',
  noneHint: 'Try another word, or clear the search.',
  copy: 'Link to {{word}}',
  theme: {
    people: 'Who takes part',
    said: 'What is reported',
    there: 'What is there and what is needed',
    plan: 'Plans and shipments',
    screen: 'On this screen',
  },
  word: {
    pihak: {
      name: 'Party',
      also: 'Pihak',
      text: 'An organisation that reports or receives plans: producer, department, buyer, carrier, hub.',
    },
    produsen: { name: 'Producer', also: 'Produsen', text: 'Reports the stock of its own farms and stores.' },
    dinas: {
      name: 'Department',
      also: 'Dinas (OPD)',
      text: 'A regional government office. Answers for the data of its whole region, also for others’ places in it.',
    },
    pembeli: {
      name: 'Buyer',
      also: 'Pembeli',
      text: 'A market or food company of a city that declares need.',
    },
    pengangkut: {
      name: 'Carrier',
      also: 'Pengangkut',
      text: 'Accepts shipments, carries them and reports where they are.',
    },
    'pusat-dagang': {
      name: 'Hub',
      also: 'Pusat dagang',
      text: 'Where supply is gathered and loaded. The first is the Blitar Trade Center.',
    },
    wilayah: {
      name: 'Region',
      also: 'Wilayah',
      text: 'A city, regency or province, by its Kemendagri code.',
    },
    tempat: { name: 'Place', also: 'Tempat', text: 'Where stock lies: a farm, a mill, a store.' },
    laporan: {
      name: 'Report (fact)',
      also: 'Laporan (fakta)',
      text: 'Something accepted from a party. It is never changed; a mistake is put right by another one.',
    },
    'hitungan-stok': {
      name: 'Stock count',
      also: 'Hitungan stok',
      text: 'How much is at a place at a time.',
    },
    'pergerakan-stok': {
      name: 'Stock movement',
      also: 'Pergerakan stok',
      text: 'A change: produced, received, withdrawn, wasted.',
    },
    kebutuhan: {
      name: 'Need (demand)',
      also: 'Kebutuhan',
      text: 'How much a city needs of a commodity between two dates. In the balance: less what arrived and what is on the road.',
    },
    koreksi: {
      name: 'Correction',
      also: 'Koreksi',
      text: 'Takes a report back with a reason. The old one is kept.',
    },
    ditolak: {
      name: 'Rejected',
      also: 'Ditolak',
      text: 'Data that failed the checks, for example an unknown unit. It can be mended and sent again.',
    },
    ditahan: {
      name: 'Held',
      also: 'Ditahan',
      text: 'Its form is right and its figure hard to believe. Kept and shown, not used until an officer decides.',
    },
    satuan: {
      name: 'Unit',
      also: 'Satuan',
      text: 'Inside, everything is counted in grams, millilitres or pieces. Local units such as crates and sacks have an exact size.',
    },
    neraca: {
      name: 'Food balance',
      also: 'Neraca pangan',
      text: 'Supply, need, allocation and shortfall of one commodity in one region.',
    },
    stok: {
      name: 'Stock on hand',
      also: 'Stok tersedia',
      text: 'What was counted, with everything that came and went since.',
    },
    lot: {
      name: 'Lot',
      also: 'Lot',
      text: 'A quantity of one commodity at one place with one best-before date.',
    },
    terjanji: {
      name: 'Committed',
      also: 'Terjanji',
      text: 'Promised to an accepted shipment that has not left.',
    },
    'cadangan-daerah': {
      name: 'Local reserve',
      also: 'Cadangan daerah',
      text: 'What stays in the producing region whatever others need.',
    },
    'dapat-dijanjikan': {
      name: 'Available to promise',
      also: 'Ketersediaan (dapat dijanjikan)',
      text: 'Stock, less what is committed and reserved, and less when its report is old.',
    },
    kekurangan: {
      name: 'Shortfall',
      also: 'Kekurangan',
      text: 'Need that nothing serves. It always has reasons with figures.',
    },
    surplus: {
      name: 'Surplus',
      also: 'Surplus',
      text: 'Stock that could be promised and that nobody needs.',
    },
    pemenuhan: {
      name: 'Fill',
      also: 'Pemenuhan',
      text: 'The part of a need that is on the road or planned. When stock is not enough it is shared fairly: the worst served is helped first.',
    },
    kesegaran: {
      name: 'Freshness',
      also: 'Kesegaran data',
      text: 'Age of the newest report against the agreed cadence: fresh, late, stale or silent.',
    },
    irama: { name: 'Cadence', also: 'Irama', text: 'The time between two reports that a party agreed to.' },
    'masa-simpan': {
      name: 'Shelf life',
      also: 'Masa simpan',
      text: 'Days from production to best-before. A buyer may ask for days left at arrival.',
    },
    perjanjian: {
      name: 'Agreement',
      also: 'Perjanjian',
      text: 'A memorandum between hub and city as data: commodities, validity, guarantee, cap.',
    },
    jalur: {
      name: 'Lane',
      also: 'Jalur',
      text: 'From origin to destination, with mode, typical and late lead time, and cost.',
    },
    rencana: {
      name: 'Plan',
      also: 'Rencana',
      text: 'Who gets what of the stock there is; computed again with every report, every version kept.',
    },
    alokasi: {
      name: 'Allocation',
      also: 'Alokasi',
      text: 'How much of which lot goes to which need, on which lane and day.',
    },
    alasan: {
      name: 'Reason',
      also: 'Alasan',
      text: 'Why a need stays short or a lot stays over, with figures that add up.',
    },
    kiriman: {
      name: 'Shipment',
      also: 'Kiriman, pengiriman',
      text: 'Allocations of one lane and day in vehicles: recommended, offered, accepted, dispatched, in transit, received, closed.',
    },
    'dalam-perjalanan': {
      name: 'In transit',
      also: 'Dalam perjalanan',
      text: 'Left, and not yet recorded as received.',
    },
    terlambat: {
      name: 'Late',
      also: 'Terlambat',
      text: 'A shipment on the road that is expected after the promised time.',
    },
    selisih: {
      name: 'Variance',
      also: 'Selisih',
      text: 'What of a shipment was short, damaged, refused or wrong, with a reason.',
    },
    'tepat-lengkap': {
      name: 'On time in full',
      also: 'Tepat waktu, lengkap',
      text: 'Received before the deadline and no less than was accepted.',
    },
    peringatan: {
      name: 'Alert',
      also: 'Peringatan',
      text: 'A condition that somebody should look at; it clears when it is over.',
    },
    perubahan: {
      name: 'Just changed',
      also: 'Baru berubah',
      text: 'Balances that moved in the last 15 minutes, what mattered most first.',
    },
    'selisih-waktu': {
      name: 'Fact to screen',
      also: 'Fakta sampai layar',
      text: 'The time from a report’s acceptance until its result is on your screen. Your device’s clock is accounted for.',
    },
    mengapa: {
      name: 'Why?',
      also: 'Mengapa?',
      text: 'From a figure to its reasons, to the needs and stock behind it, down to who said so and when.',
    },
  },
};
