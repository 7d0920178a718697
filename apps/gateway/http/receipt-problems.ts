/** What the door answers about receipts, their photos and what was over or short. */
export const receiptProblems = {
  PHOTO_REFUSED: {
    status: 422,
    title: 'Photo refused',
    text: {
      id: 'Ini bukan foto JPEG, PNG atau WebP yang utuh.',
      en: 'This is no whole JPEG, PNG or WebP picture.',
    },
  },
  PHOTOS_TOO_MANY: {
    status: 409,
    title: 'Too many photos',
    text: { id: 'Kiriman ini sudah punya 60 foto.', en: 'The shipment has 60 photos.' },
  },
  EXPORT_TOO_LARGE: {
    status: 422,
    title: 'Too much for a file',
    text: {
      id: 'Lebih dari 10.000 baris; persempit dengan from, to atau saringan lain.',
      en: 'More than 10,000 rows; narrow it by from, to or another filter.',
    },
  },
} as const;
