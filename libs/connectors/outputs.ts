import { limits as contractLimits, sourceOfParty, wireType, type BilingualText } from '#contracts';
import { connectorLimits } from './limits.js';
import type { MappedItem } from './sandbox.js';

/** One item as events of ours, or why it is none. An item is taken whole or not at all. */
export type Mapped = { ok: true; events: Record<string, unknown>[] } | { ok: false; text: BilingualText };

const members = new Set(['id', 'type', 'time', 'data', 'subject']);

/**
 * Makes CloudEvents of what a mapping gave: `{ id, type, time, data }` each. The id is the partner's own, so that what
 * is sent again has no effect; the source is always the party itself.
 */
export function eventsOf(party: string, item: MappedItem): Mapped {
  if (!item.ok) return failed(`Pemetaan gagal: ${item.fault}`, `The mapping failed: ${item.fault}`);
  if (item.outputs.length > connectorLimits.eventsPerItemMax)
    return failed(
      `Pemetaan menghasilkan lebih dari ${connectorLimits.eventsPerItemMax} peristiwa dari satu butir.`,
      `The mapping makes more than ${connectorLimits.eventsPerItemMax} events of one item.`,
    );
  const events: Record<string, unknown>[] = [];
  for (const [index, output] of item.outputs.entries()) {
    const wrong = faultOf(output);
    if (wrong) return failed(`Keluaran ${index + 1}: ${wrong.id}`, `Output ${index + 1}: ${wrong.en}`);
    events.push(eventOf(party, output as Record<string, unknown>));
  }
  return { ok: true, events };
}

function failed(id: string, en: string): Mapped {
  return { ok: false, text: { id: id.slice(0, 600), en: en.slice(0, 600) } };
}

function faultOf(output: unknown): BilingualText | null {
  if (typeof output !== 'object' || output === null || Array.isArray(output))
    return { id: 'bukan objek { id, type, time, data }', en: 'is no object { id, type, time, data }' };
  const unknown = Object.keys(output).find((name) => !members.has(name));
  if (unknown !== undefined)
    return {
      id: `"${unknown.slice(0, 80)}" tidak dikenal`,
      en: `"${unknown.slice(0, 80)}" is not known here`,
    };
  const { id, type, time, data } = output as Record<string, unknown>;
  const isId = typeof id === 'number' || (typeof id === 'string' && id.trim() !== '');
  if (!isId) return { id: 'tidak punya id', en: 'has no id' };
  if (String(id).length > contractLimits.eventIdLengthMax)
    return { id: 'id terlalu panjang', en: 'has too long an id' };
  if (typeof type !== 'string') return { id: 'tidak punya type', en: 'has no type' };
  if (typeof time !== 'string') return { id: 'tidak punya time', en: 'has no time' };
  if (typeof data !== 'object' || data === null) return { id: 'tidak punya data', en: 'has no data' };
  return null;
}

function eventOf(party: string, { id, type, time, data, subject }: Record<string, unknown>) {
  const named = type as string;
  return {
    specversion: '1.0',
    id: String(id),
    source: sourceOfParty(party),
    type: named.startsWith('lumbung.') ? named : wireType(named as never),
    time,
    datacontenttype: 'application/json',
    ...(subject === undefined ? {} : { subject }),
    data,
  };
}
