/** Answers about the registry, keys and joining. */
export const partyProblems = {
  REGISTRY_REFUSED: {
    status: 422,
    title: 'Registry change refused',
    text: {
      id: 'Perubahan ini tidak utuh; lihat errors. Tidak ada yang ditulis.',
      en: 'The change does not hold together; see errors. Nothing was written.',
    },
  },
  ENTRY_CHANGED: {
    status: 412,
    title: 'Entry changed meanwhile',
    text: {
      id: 'Entri ini sudah diubah; baca versi terbarunya (currentVersion), lalu coba lagi.',
      en: 'The entry is at another version (currentVersion); read it again, then try again.',
    },
  },
  NOT_YOUR_HUB: {
    status: 403,
    title: 'Not your hub',
    text: {
      id: 'Hanya hub pemiliknya yang boleh mengubah ini.',
      en: 'Only the hub that it belongs to may change this.',
    },
  },
  TABLE_REFUSED: {
    status: 422,
    title: 'Table refused',
    text: {
      id: 'Ada baris yang salah; lihat errors. Tidak ada yang ditulis.',
      en: 'Some rows are wrong; see errors. Nothing was written.',
    },
  },
  NOT_YOUR_PARTY: {
    status: 403,
    title: 'Not your party',
    text: {
      id: 'Kunci pihak lain bukan urusan Anda.',
      en: 'The keys of another party are not yours to manage.',
    },
  },
  SCOPE_NOT_HELD: {
    status: 403,
    title: 'Scope not held',
    text: {
      id: 'Anda tidak dapat memberi hak yang tidak Anda miliki.',
      en: 'You cannot give a right that you do not have.',
    },
  },
  KEYS_TOO_MANY: {
    status: 409,
    title: 'Too many keys',
    text: {
      id: 'Pihak ini sudah punya 20 kunci yang berlaku; cabut satu dahulu.',
      en: 'The party has 20 keys that work; revoke one first.',
    },
  },
  INVITATION_UNKNOWN: {
    status: 404,
    title: 'Invitation unknown',
    text: {
      id: 'Undangan tidak dikenal, sudah dipakai, atau sudah lewat; mintalah yang baru kepada hub.',
      en: 'The invitation is unknown, used or over; ask the hub for another.',
    },
  },
  PARTY_EXISTS: {
    status: 409,
    title: 'Party exists',
    text: { id: 'Kode pihak ini sudah terdaftar.', en: 'A party with this code is registered already.' },
  },
  PARTY_LIVE: {
    status: 409,
    title: 'Party is live',
    text: { id: 'Pihak ini sudah aktif.', en: 'The party is live already.' },
  },
  PARTY_NOT_LIVE: {
    status: 409,
    title: 'Party is not live yet',
    text: {
      id: 'Hub belum mengaktifkan pihak ini.',
      en: 'The hub has not let this party go live yet.',
    },
  },
  KEY_DRAWN: {
    status: 409,
    title: 'Key drawn already',
    text: {
      id: 'Kunci pertama sudah diambil; buat kunci lain dengan kunci itu.',
      en: 'The first key was drawn already; make others with that key.',
    },
  },
  SANDBOX_FULL: {
    status: 409,
    title: 'Sandbox full',
    text: {
      id: 'Uji ini sudah memuat 2.000 baris; mulai lagi dengan DELETE /v1/sandbox/report.',
      en: 'This run holds 2,000 lines; begin another with DELETE /v1/sandbox/report.',
    },
  },
  CONFORMANCE_OPEN: {
    status: 409,
    title: 'Conformance run open',
    text: {
      id: 'Uji kesesuaian belum hijau; lihat open.',
      en: 'The conformance run is not green yet; see open.',
    },
  },
} as const;
