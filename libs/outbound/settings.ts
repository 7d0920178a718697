import { hostList, integer, optional } from '#runtime';

const targets = hostList(
  'WEBHOOK_TARGETS',
  'host:port inside, or without TLS, that webhooks may go to: development',
);

/** What the gateway and the dispatcher have to agree on. */
export const webhookSettings = {
  webhookKey: optional(
    'WEBHOOK_KEY',
    '32 bytes in base64 that secrets of webhooks are kept with; empty: no webhooks',
    true,
  ),
  webhookTargets: {
    ...targets,
    fallback: '',
    parse: (value: string) => (value === '' ? [] : targets.parse(value)),
  },
  outboundDays: integer('OUTBOUND_DAYS', 7, 'days for which what went to parties can be fetched again', {
    min: 4,
    max: 365,
  }),
};
