/** What is answered to producers' phones and to those who let them in. */
export const fieldProblems = {
  FIELD_LINK_INVALID: {
    status: 404,
    title: 'Link not valid',
    text: {
      id: 'Tautan ini sudah terpakai, kedaluwarsa, atau salah. Minta tautan baru kepada petugas lapangan.',
      en: 'This link was used, has expired or is wrong. Ask your field officer for a new one.',
    },
  },
  DEVICE_UNKNOWN: {
    status: 401,
    title: 'Phone not known',
    text: {
      id: 'HP ini belum terdaftar. Minta tautan kepada petugas lapangan.',
      en: 'This phone is not registered. Ask your field officer for a link.',
    },
  },
  DEVICE_REVOKED: {
    status: 401,
    title: 'Phone revoked',
    text: {
      id: 'Izin HP ini sudah dicabut atau habis. Minta tautan baru kepada petugas lapangan.',
      en: 'The permission of this phone was revoked or has ended. Ask your field officer for a new link.',
    },
  },
  DEVICE_NOT_ALLOWED: {
    status: 403,
    title: 'Not for this phone',
    text: {
      id: 'HP ini hanya boleh melaporkan stok, perubahan, dan panen dari tempat yang diizinkan.',
      en: 'This phone may only report stock, movements and harvests of the places it was let in for.',
    },
  },
  FIELD_GRANT_INVALID: {
    status: 422,
    title: 'Not a producer of yours',
    text: {
      id: 'Pihak atau tempat itu bukan produsen di wilayah Anda, atau tidak aktif.',
      en: 'That party or place is no producer of your region, or is not active.',
    },
  },
  FIELD_INVITATIONS_TOO_MANY: {
    status: 409,
    title: 'Too many open links',
    text: {
      id: 'Sudah ada 200 tautan terbuka; cabut sebagian.',
      en: 'There are 200 open links; withdraw some.',
    },
  },
} as const;
