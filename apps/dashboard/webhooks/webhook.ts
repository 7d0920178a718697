import type { Tone } from '../office/Tag.js';

export interface Webhook {
  webhookId: string;
  party: string;
  url: string;
  description: string;
  types: string[] | null;
  state: 'active' | 'paused' | 'disabled';
  disabledBecause: 'GONE' | 'FAILING' | null;
  failures: number;
  failingSince: string | null;
  lastOkAt: string | null;
  oldSecretUntil: string | null;
  createdAt: string;
}

export interface Delivery {
  eventId: string;
  type: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  queuedAt: string;
  nextAt: string | null;
  deliveredAt: string | null;
  history: { at: string; ms: number; status: number | null; code: string | null; answer: string | null }[];
}

export type Standing = 'active' | 'failing' | 'paused' | 'gone' | 'disabled';

/** How a webhook fares, as one word. */
export function standingOf({ state, disabledBecause, failures }: Webhook): {
  standing: Standing;
  tone: Tone;
} {
  if (state === 'paused') return { standing: 'paused', tone: 'quiet' };
  if (state === 'disabled')
    return { standing: disabledBecause === 'GONE' ? 'gone' : 'disabled', tone: 'bad' };
  return failures > 0 ? { standing: 'failing', tone: 'warn' } : { standing: 'active', tone: 'good' };
}

export const deliveryTone: Record<Delivery['state'], Tone> = {
  pending: 'warn',
  delivered: 'good',
  failed: 'bad',
};
