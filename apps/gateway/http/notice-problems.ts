/** What the door answers about notices and mail. */
export const noticeProblems = {
  MAIL_OFF: {
    status: 409,
    title: 'No mail here',
    text: {
      id: 'Pemasangan ini belum mengatur server surel (SMTP_URL).',
      en: 'This installation has no mail server set (SMTP_URL).',
    },
  },
  MAILS_TOO_MANY: {
    status: 429,
    title: 'Too many mails',
    text: {
      id: 'Sudah tiga surel konfirmasi dalam satu jam; coba lagi nanti.',
      en: 'Three mails to confirm went out within an hour; try again later.',
    },
  },
  MAIL_LINK_INVALID: {
    status: 422,
    title: 'Link not good',
    text: {
      id: 'Tautan ini tidak sah atau sudah lewat waktunya.',
      en: 'This link is not good, or its time is over.',
    },
  },
} as const;
