/** What the door answers about overrides of a plan. */
export const overrideProblems = {
  OVERRIDES_TOO_MANY: {
    status: 409,
    title: 'Too many overrides',
    text: {
      id: 'Komoditas ini sudah punya 200 pengaturan yang berlaku. Lepas dahulu yang tidak perlu.',
      en: 'The commodity has 200 overrides in force. Release those that are not needed first.',
    },
  },
} as const;
