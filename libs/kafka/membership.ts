import type { ConsumerConfig } from 'kafkajs';
import { patience } from './client.js';

/** One membership of a group, which its consumer does not begin anew by itself when it ends. */
export interface Membership {
  retry: NonNullable<ConsumerConfig['retry']>;
  /** Once it has ended: whether the client would have joined again, as it does after all but faults of a program. */
  passes(): boolean;
}

/**
 * The client joins again with connections that it knows, and one of those may lead to a broker that is gone behind
 * something that still accepts: whoever joins again takes a new client, which asks all of them.
 */
export function membership(): Membership {
  let passes = false;
  return {
    retry: {
      ...patience,
      restartOnFailure: () => {
        passes = true;
        return Promise.resolve(false);
      },
    },
    passes: () => passes,
  };
}
