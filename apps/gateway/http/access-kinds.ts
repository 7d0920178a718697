/** What log-ins, one-time links and the administration of people can answer. */
export const accessKinds = {
  SESSION_ENDED: {
    status: 401,
    title: 'Session ended',
    text: { id: 'Sesi Anda sudah berakhir; masuk lagi.', en: 'Your session has ended; log in again.' },
  },
  SIGN_IN_FAILED: {
    status: 401,
    title: 'Log-in failed',
    text: { id: 'Nama pengguna atau kata sandi salah.', en: 'The user name or the password is wrong.' },
  },
  CROSS_SITE: {
    status: 403,
    title: 'Not sent by our own page',
    text: {
      id: 'Permintaan dengan sesi harus datang dari halaman Lumbung sendiri.',
      en: 'A request with a session has to come from a page of Lumbung itself.',
    },
  },
  LINK_INVALID: {
    status: 404,
    title: 'Link not valid',
    text: {
      id: 'Tautan ini sudah dipakai, sudah kedaluwarsa, atau salah. Minta tautan baru kepada administrator.',
      en: 'This link was used, has expired or is wrong. Ask an administrator for a new one.',
    },
  },
  PASSWORD_WEAK: {
    status: 422,
    title: 'Password too weak',
    text: {
      id: 'Kata sandi harus 12–128 karakter dan bukan kata umum, nama Anda, atau nama Lumbung dengan angka.',
      en: 'A password has 12 to 128 characters and is not a common word, your name or that of Lumbung with digits.',
    },
  },
  USERNAME_NEEDED: {
    status: 400,
    title: 'Name needed',
    text: {
      id: 'Isi nama pengguna dan nama Anda.',
      en: 'Give a user name and your name.',
    },
  },
  USERNAME_TAKEN: {
    status: 409,
    title: 'User name taken',
    text: { id: 'Nama pengguna itu sudah dipakai.', en: 'That user name is taken.' },
  },
  PERSON_UNKNOWN: {
    status: 404,
    title: 'No such person',
    text: { id: 'Tidak ada orang dengan id itu.', en: 'There is no person with that id.' },
  },
  PARTY_UNKNOWN: {
    status: 422,
    title: 'No such party',
    text: { id: 'Pihak itu tidak dikenal di pusat ini.', en: 'That party is not known at this hub.' },
  },
  ROLE_NOT_ALLOWED: {
    status: 403,
    title: 'Role not allowed',
    text: {
      id: 'Peran itu tidak boleh Anda berikan, atau tidak berlaku bagi pihak itu.',
      en: 'You may not give that role, or people of that party cannot have it.',
    },
  },
  NOT_ON_YOURSELF: {
    status: 403,
    title: 'Not on yourself',
    text: {
      id: 'Peran dan status Anda sendiri hanya dapat diubah administrator lain.',
      en: 'Only another administrator can change your own roles and status.',
    },
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    title: 'Last administrator',
    text: {
      id: 'Ini administrator terakhir: angkat yang lain dahulu.',
      en: 'This is the last administrator: name another one first.',
    },
  },
  OIDC_OFF: {
    status: 404,
    title: 'No single sign-on',
    text: { id: 'Masuk tunggal tidak dipasang di sini.', en: 'Single sign-on is not set up here.' },
  },
  OIDC_FAILED: {
    status: 401,
    title: 'Single sign-on failed',
    text: {
      id: 'Masuk tunggal gagal atau terlalu lama; mulai lagi.',
      en: 'Single sign-on failed or took too long; begin again.',
    },
  },
  OIDC_EMAIL_UNVERIFIED: {
    status: 403,
    title: 'E-mail not verified',
    text: {
      id: 'Penyedia masuk tunggal belum memeriksa alamat surel Anda.',
      en: 'The provider of single sign-on has not verified your e-mail address.',
    },
  },
  OIDC_NOT_INVITED: {
    status: 403,
    title: 'Not invited',
    text: {
      id: 'Anda belum diundang. Minta undangan kepada administrator pusat.',
      en: 'You are not invited yet. Ask an administrator of the hub.',
    },
  },
} as const;
