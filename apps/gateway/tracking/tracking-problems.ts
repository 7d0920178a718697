/** What the door answers about readings of trucks. */
export const trackingProblems = {
  READING_INVALID: {
    status: 422,
    title: 'Reading not right',
    text: {
      id: 'Butir ini harus berisi time (RFC 3339), latitude, longitude, dan shipmentId atau vehicle; suhu −60 sampai 80 °C.',
      en: 'A reading has a time (RFC 3339), latitude, longitude, and a shipmentId or a vehicle; temperatures are −60 to 80 °C.',
    },
  },
  POSITION_OFF_GLOBE: {
    status: 422,
    title: 'Off the globe',
    text: {
      id: 'Titik ini di luar bumi, atau 0° 0°: alat belum tahu tempatnya.',
      en: 'This point is off the globe, or 0° 0°: the device does not know where it is.',
    },
  },
  READING_IN_FUTURE: {
    status: 422,
    title: 'Reading from the future',
    text: {
      id: 'Waktunya lebih dari 5 menit di masa depan; samakan jam alat.',
      en: 'Its time is more than 5 minutes ahead; set the clock of the device.',
    },
  },
  READING_TOO_OLD: {
    status: 422,
    title: 'Reading too old',
    text: { id: 'Lebih tua dari 7 hari.', en: 'It is older than 7 days.' },
  },
  VEHICLE_UNKNOWN: {
    status: 422,
    title: 'Vehicle carries nothing',
    text: {
      id: 'Tidak ada kiriman Anda di jalan dengan kendaraan ini; sebutkan vehicle saat menyanggupi atau berangkat.',
      en: 'No shipment of yours is on the road with this vehicle; name it when you accept or leave.',
    },
  },
} as const;
