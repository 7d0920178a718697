import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts attempts to deliver to webhooks, and how late those came that were taken. */
export function webhookCounter(metrics: Registry): (isTaken: boolean, sinceQueuedMs: number) => void {
  const attempts = new Counter({
    name: 'lumbung_webhook_attempts_total',
    help: 'Attempts to deliver an event to a webhook',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  const delay = new Histogram({
    name: 'lumbung_webhook_delay_seconds',
    help: 'From the publishing of an event until a webhook took it',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3_600],
    registers: [metrics],
  });
  return (isTaken, sinceQueuedMs) => {
    attempts.inc({ outcome: isTaken ? 'taken' : 'failed' });
    if (isTaken) delay.observe(sinceQueuedMs / 1_000);
  };
}
