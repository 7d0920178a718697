import type { BilingualText } from '#contracts';
import type { Outcome } from '../events/event-door.js';
import type { Incoming } from '../events/incoming.js';
import type { ProblemFault } from '../http/problem.js';

export interface JudgedEvent {
  /** Null when the mapping made nothing of its item. */
  event: unknown;
  status: 'accepted' | 'repeated' | 'refused';
  code?: string;
  text?: BilingualText;
  errors?: ProblemFault[];
}

/** An event as a mapping made it, and what the door says of it. */
export function judgedEvent({ json, unmapped }: Incoming, outcome: Outcome): JudgedEvent {
  if (outcome.kind === 'taken') return { event: json, status: outcome.status };
  const { code, text, errors } = outcome.refused;
  return { event: unmapped ? null : json, status: 'refused', code, text: unmapped ?? text, errors };
}
