/** English says some things otherwise of one; Bahasa Indonesia does not. Beside the texts of `en.ts`, by the same keys. */
export const enOne = {
  parties: { count_one: '{{count}} party' },
  keys: { count_one: '{{count}} key live', days_one: '{{count}} day' },
  agreements: {
    daysLeft_one: '{{count}} day left',
    commodities_one: '{{count}} commodity',
    terms_one: '{{count}} term',
    daysCount_one: '{{count}} day',
  },
  webhooks: { count_one: '{{count}} webhook', queued_one: '{{count}} event waits to be sent again.' },
  offers: {
    count_one: '{{count}} shipment has no carrier yet',
    countHint_one: '{{count}} waits for your decision.',
  },
};
