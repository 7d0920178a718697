import { boolean, instant, integer, listOf, object, oneOf, orNull, string, type Schema } from './shapes.js';

const webhook = {
  webhookId: string,
  party: string,
  url: string,
  description: string,
  types: orNull(listOf(string)),
  state: oneOf('active', 'paused', 'disabled'),
  disabledBecause: orNull(oneOf('GONE', 'FAILING')),
  failures: integer,
  failingSince: orNull(instant),
  lastOkAt: orNull(instant),
  oldSecretUntil: orNull(instant),
  createdAt: instant,
  changedAt: instant,
};

/** Schemas of what is said of webhooks, and of events that are fetched. */
export const webhookAnswers: Record<string, Schema> = {
  Webhook: object(webhook),
  NewWebhook: object({ ...webhook, secret: string }),
  RemovedWebhook: object({ removed: string }),
  RotatedSecret: object({ webhookId: string, secret: string, oldSecretUntil: instant }),
  WebhookTest: object({ eventId: string }),
  Redelivery: object({ queued: integer, leftFrom: orNull(instant) }),
  Delivery: object({
    eventId: string,
    type: string,
    state: oneOf('pending', 'delivered', 'failed'),
    attempts: integer,
    queuedAt: instant,
    nextAt: orNull(instant),
    deliveredAt: orNull(instant),
    history: listOf(
      object({
        at: instant,
        ms: integer,
        status: orNull(integer),
        code: orNull(string),
        answer: orNull(string),
      }),
    ),
  }),
  OutboundPage: object({ items: listOf({ type: 'object' }), next: string, more: boolean }),
};
