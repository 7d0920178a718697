/** What the door answers about papers, signatures and EPCIS events. */
export const paperProblems = {
  EPCIS_NOT_VALID: {
    status: 422,
    title: 'ValidationException',
    text: {
      id: 'Dokumen EPCIS ini tidak sesuai; lihat fault. Tidak ada yang diambil.',
      en: 'The EPCIS document is not as it should be; see fault. Nothing of it was taken.',
    },
  },
  EPCIS_ID_REUSED: {
    status: 409,
    title: 'Event id reused',
    text: {
      id: 'eventID ini sudah dipakai untuk isi lain; perbaikan adalah errorDeclaration atau eventID baru.',
      en: 'The eventID was used for something else; what is mended is an errorDeclaration or a new eventID.',
    },
  },
  PAPERS_OFF: {
    status: 409,
    title: 'No papers here',
    text: {
      id: 'Pemasangan ini belum mengatur kunci untuk dokumen (PAPER_KEY).',
      en: 'This installation has no key for papers set (PAPER_KEY).',
    },
  },
  PAPER_NOT_YET: {
    status: 409,
    title: 'Not yet, or not any more',
    text: {
      id: 'Dokumen ini belum atau tidak lagi dapat diterbitkan pada keadaan kiriman sekarang; lihat state.',
      en: 'The shipment is not in a state in which this paper can be issued; see state.',
    },
  },
  PAPER_TOO_LONG: {
    status: 422,
    title: 'Too many lines for a paper',
    text: {
      id: 'Kiriman ini lebih dari 200 baris; bagi dahulu.',
      en: 'The shipment has more than 200 lines; split it first.',
    },
  },
  PAPERS_BUSY: {
    status: 503,
    title: 'Papers are being made',
    text: { id: 'Sedang membuat dokumen lain; coba lagi.', en: 'Other papers are being made; try again.' },
  },
  STROKES_REFUSED: {
    status: 422,
    title: 'Not a signature',
    text: {
      id: 'Coretan ini bukan tanda tangan yang dapat disimpan; lihat fault.',
      en: 'The strokes are not a signature that can be kept; see fault.',
    },
  },
  SIGNING_NOT_YET: {
    status: 409,
    title: 'Nothing to sign',
    text: {
      id: 'Kiriman belum berangkat, jadi belum ada yang diserahterimakan; lihat state.',
      en: 'The shipment has not left, so nothing is handed over yet; see state.',
    },
  },
  SIGNED_CHANGED: {
    status: 409,
    title: 'Changed meanwhile',
    text: {
      id: 'Yang ditampilkan sudah berubah; tampilkan lagi sebelum menandatangani.',
      en: 'What was shown has changed; show it again before it is signed.',
    },
  },
  SIGNATURES_TOO_MANY: {
    status: 409,
    title: 'Too many signatures',
    text: { id: 'Kiriman ini sudah punya 20 tanda tangan.', en: 'The shipment has 20 signatures.' },
  },
} as const;
