import type { Principal, RegistryCache } from '#access';
import {
  checkRows,
  connectorLimits,
  itemsOf,
  type Configuration,
  type ConnectorKind,
  type MappingSandbox,
  type UploadConnector,
} from '#connectors';
import type { EventDoor } from '../events/event-door.js';
import { Problem } from '../http/problem.js';
import type { Declarations } from './declarations.js';
import { judgedEvent, type JudgedEvent } from './judged-event.js';
import { mapItems } from './map-items.js';
import { readAsTable } from './uploads.js';

export interface Trial {
  principal: Principal;
  party: string;
  kind: ConnectorKind;
  configuration: object;
  sample: unknown;
  at: string;
}

const itemsMax = 50;

/** Runs a mapping on a sample and shows each event with the verdict that the door would give. Keeps nothing. */
export class Trials {
  constructor(
    private readonly door: EventDoor,
    private readonly sandbox: MappingSandbox,
    private readonly declarations: Declarations,
    private readonly registry: RegistryCache,
  ) {}

  /** @throws Problem CONNECTOR_FAULTY, ITEMS_MISSING, ITEMS_TOO_MANY, TABLE_UNREADABLE */
  async run({ party, kind, configuration, sample, at }: Trial) {
    const errors = await this.declarations.faults(party, kind, configuration);
    if (errors.length > 0) throw new Problem('CONNECTOR_FAULTY', { errors });
    const declared = configuration as Configuration;
    const { items, rejected } = await sampled(kind, declared, sample);
    if (items.length > itemsMax) throw new Problem('ITEMS_TOO_MANY');
    const mapped = await mapItems(this.sandbox, party, declared.mapping, items, at);
    const told = mapped.flatMap(({ incoming }, item) => incoming.map((event) => ({ item, event })));
    if (told.length > connectorLimits.eventsMax) throw new Problem('ITEMS_TOO_MANY');
    const speaker = this.registry.index.parties.get(party);
    if (!speaker) throw new Problem('NOT_FOUND');
    const outcomes = await this.door.examine({
      principal: { party, kind: speaker.kind, regions: speaker.regions },
      events: told.map(({ event }) => event),
      traceparent: undefined,
    });
    const events = items.map((): JudgedEvent[] => []);
    told.forEach(({ item, event }, index) => events[item]!.push(judgedEvent(event, outcomes[index]!)));
    return { items: items.map((input, item) => ({ item, input, events: events[item]! })), rejected };
  }
}

async function sampled(kind: ConnectorKind, configuration: Configuration, sample: unknown) {
  if (kind !== 'upload') {
    const items = itemsOf(sample, 'items' in configuration ? configuration.items : undefined);
    if (items === null) throw new Problem('ITEMS_MISSING');
    return { items, rejected: [] };
  }
  if (typeof sample !== 'string') throw new Problem('TABLE_UNREADABLE');
  const { columns } = configuration as UploadConnector;
  const { rows, faults } = checkRows(columns, await readAsTable(Buffer.from(sample), 'csv'), 'csv');
  return { items: rows.map(({ line, cells }) => ({ ...cells, _line: line })), rejected: faults };
}
