import type { Principal } from '#access';
import { connectorLimits, itemsOf, type MappingSandbox, type PushConnector } from '#connectors';
import type { EventDoor } from '../events/event-door.js';
import type { PartyLimit } from '../events/party-limit.js';
import { Problem, type ProblemFault } from '../http/problem.js';
import { mapItems } from './map-items.js';

export interface Push {
  principal: Principal;
  connector: PushConnector;
  json: unknown;
  traceparent: string | undefined;
  at: string;
}

export interface PushReceipt {
  items: number;
  accepted: number;
  events: { item: number; id: string; source: string; status: 'accepted' | 'repeated' }[];
  rejected: {
    item: number;
    code: string;
    text: { id: string; en: string };
    errors: ProblemFault[];
  }[];
}

/** A partner's own JSON becomes events. What cannot be one is on record as rejected, so the partner need not repeat it. */
export class Pushes {
  constructor(
    private readonly door: EventDoor,
    private readonly sandbox: MappingSandbox,
    private readonly limit: PartyLimit,
  ) {}

  /** @throws Problem when nothing of it can be taken, or not now: then all of it may be sent again */
  async take({ principal, connector, json, traceparent, at }: Push) {
    const items = itemsOf(json, connector.items);
    if (items === null) throw new Problem('ITEMS_MISSING');
    if (items.length > connectorLimits.itemsMax) throw new Problem('ITEMS_TOO_MANY');
    const mapped = await mapItems(this.sandbox, principal.party, connector.mapping, items, at);
    const told = mapped.flatMap(({ incoming }, item) => incoming.map((event) => ({ item, event })));
    if (told.length > connectorLimits.eventsMax) throw new Problem('ITEMS_TOO_MANY');
    const headers = this.limit.take(principal.party, told.length);
    const events = told.map(({ event }) => event);
    const outcomes = await this.door.take({ principal, events, traceparent });
    const receipt: PushReceipt = { items: items.length, accepted: 0, events: [], rejected: [] };
    outcomes.forEach((outcome, index) => {
      const { item, event } = told[index]!;
      if (outcome.kind === 'taken') {
        const { id, source, status } = outcome;
        receipt.events.push({ item, id, source, status });
      } else {
        const { code, text, errors } = outcome.refused;
        receipt.rejected.push({ item, code, text: event.unmapped ?? text, errors });
      }
    });
    receipt.accepted = receipt.events.length;
    return { receipt, headers };
  }
}
