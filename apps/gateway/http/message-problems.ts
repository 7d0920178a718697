/** What the door answers about reports by message and who may send them. */
export const messageProblems = {
  SIGNATURE_INVALID: {
    status: 401,
    title: 'Signature invalid',
    text: {
      id: 'Tanda tangan atau token kiriman ini tidak cocok, atau terlalu lama.',
      en: 'The signature or token of this delivery does not match, or is too old.',
    },
  },
  SENDER_INVALID: {
    status: 422,
    title: 'Sender invalid',
    text: {
      id: 'Pendaftaran pengirim tidak benar; lihat fault: ADDRESS, CONSENT, PLACE, atau NICKNAME.',
      en: 'The registration of the sender is wrong; see fault: ADDRESS, CONSENT, PLACE or NICKNAME.',
    },
  },
  SENDER_TAKEN: {
    status: 409,
    title: 'Sender taken',
    text: {
      id: 'Nomor atau obrolan ini sudah terdaftar; cabut dahulu yang lama.',
      en: 'This number or chat is registered already; revoke that first.',
    },
  },
  SENDERS_TOO_MANY: {
    status: 409,
    title: 'Too many senders',
    text: { id: 'Pihak ini sudah punya 50 pengirim.', en: 'The party has 50 senders already.' },
  },
} as const;
