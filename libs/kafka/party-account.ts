import { inboundTopic, outboundTopic } from '#contracts';
import type { Account } from './accounts.js';

export interface PartyKey {
  party: string;
  keyId: string;
  secret: string;
  /** Whether it may speak, and read, for the party. */
  speaks: boolean;
  reads: boolean;
}

/** A key is a user of Kafka too, with rights on the topics of its party alone. */
export function accountOf({ party, keyId, secret, speaks, reads }: PartyKey): Account {
  return {
    username: keyId,
    password: secret,
    writes: speaks ? [inboundTopic(party)] : [],
    writesUnder: speaks ? [`foreign.${party}.`] : [],
    reads: reads ? [outboundTopic(party)] : [],
    groups: [`${party}.`],
  };
}
