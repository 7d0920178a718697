/** Where a help text stands: by which name people see it, and where the page of the terms says more. */
export const helpTopics = {
  onHand: { name: 'headline/onHand', term: 'stok' },
  need: { name: 'headline/need', term: 'kebutuhan' },
  allocated: { name: 'headline/allocated', term: 'alokasi' },
  shortfall: { name: 'headline/shortfall', term: 'kekurangan' },
  surplus: { name: 'headline/surplus', term: 'surplus' },
  inTransit: { name: 'headline/inTransit', term: 'dalam-perjalanan' },
  late: { name: 'headline/late', term: 'terlambat' },
  changes: { name: 'changes/title', term: 'perubahan' },
  delay: { name: 'ticker/title', term: 'selisih-waktu' },
  available: { name: 'balances/available', term: 'dapat-dijanjikan' },
  gap: { name: 'balances/gap', term: 'kekurangan' },
  fill: { name: 'balances/fill', term: 'pemenuhan' },
  freshness: { name: 'balances/freshness', term: 'kesegaran' },
} as const;

export type HelpTopic = keyof typeof helpTopics;
