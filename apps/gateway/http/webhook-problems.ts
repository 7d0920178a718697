/** What the door answers about webhooks and fetched events. */
export const webhookProblems = {
  NOT_SUBSCRIBER: {
    status: 409,
    title: 'Not a subscriber',
    text: {
      id: 'Pihak ini tidak terdaftar sebagai sistem, jadi tidak ada yang diterbitkan untuknya; minta hub mengubahnya.',
      en: 'The party is not registered as a system, so nothing is published for it; ask the hub to change that.',
    },
  },
  WEBHOOK_URL_REFUSED: {
    status: 422,
    title: 'Address refused',
    text: {
      id: 'Alamat webhook harus https, tanpa sandi di dalamnya, dan di internet umum; lihat fault.',
      en: 'The address of a webhook has to be https, without a password in it, and public; see fault.',
    },
  },
  WEBHOOKS_TOO_MANY: {
    status: 409,
    title: 'Too many webhooks',
    text: {
      id: 'Pihak ini sudah punya 10 webhook; hapus satu dahulu.',
      en: 'The party has 10 webhooks; remove one first.',
    },
  },
  WEBHOOKS_OFF: {
    status: 409,
    title: 'No webhooks here',
    text: {
      id: 'Pemasangan ini belum mengatur kunci untuk webhook (WEBHOOK_KEY).',
      en: 'This installation has no key for webhooks set (WEBHOOK_KEY).',
    },
  },
  REDELIVERY_UNBOUNDED: {
    status: 422,
    title: 'Redelivery without bounds',
    text: { id: 'Sebutkan eventIds, atau sejak kapan (from).', en: 'Say eventIds, or since when (from).' },
  },
  CURSOR_EXPIRED: {
    status: 410,
    title: 'Cursor expired',
    text: {
      id: 'Yang ada sesudah penanda ini tidak disimpan lagi; baca keadaan sekarang, lalu mulai tanpa penanda.',
      en: 'What came after this cursor is not all kept any more; read the present state, then begin without a cursor.',
    },
  },
} as const;
