/** How parties are named on the wire. A party's code is lower-case letters, digits and hyphens, ≤ 63. */

const partyUrn = /^urn:lumbung:party:([a-z0-9][a-z0-9-]{0,62})$/;
const partyCode = /^[a-z0-9][a-z0-9-]{0,62}$/;
const inboundName = /^inbound\.([a-z0-9][a-z0-9-]{0,62})$/;
const outboundName = /^outbound\.([a-z0-9][a-z0-9-]{0,62})$/;

/** The party's code in `urn:lumbung:party:<party>`, or null when it is no such name. */
export function partyOfSource(urn: string): string | null {
  return partyUrn.exec(urn)?.[1] ?? null;
}

export function sourceOfParty(code: string): string {
  return `urn:lumbung:party:${required(code)}`;
}

export function sourceOfHub(code: string): string {
  return `urn:lumbung:hub:${required(code)}`;
}

export function inboundTopic(party: string): string {
  return `inbound.${required(party)}`;
}

export function outboundTopic(party: string): string {
  return `outbound.${required(party)}`;
}

/** The party that owns an inbound topic, or null. `inbound.gateway` belongs to the gateway itself. */
export function partyOfInboundTopic(topic: string): string | null {
  return inboundName.exec(topic)?.[1] ?? null;
}

/** The party that an outbound topic is for, or null. */
export function outboundParty(topic: string): string | null {
  return outboundName.exec(topic)?.[1] ?? null;
}

/** Throws RangeError: a code that cannot be one is a bug of the caller, never an input. */
function required(code: string): string {
  if (!partyCode.test(code)) throw new RangeError(`not a party code: ${code.slice(0, 80)}`);
  return code;
}
