import { Problem } from '../http/problem.js';
import { word, type EpcisEvent } from './epcis-event.js';
import { partsOf } from './identifiers.js';

const perPageDefault = 30;
const perPageMax = 500;
const valuesMax = 50;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

type Test = (event: EpcisEvent) => boolean;

/** What a question for events asks, of the standard's parameters those that we know. */
export interface EventQuery {
  perPage: number;
  token: string | undefined;
  recordedFrom: Date | null;
  recordedBefore: Date | null;
  /** Null: of any shipment. */
  shipments: string[] | null;
  fits: Test;
}

const words: Record<string, (event: EpcisEvent) => (string | undefined)[]> = {
  eventType: ({ type }) => [type],
  EQ_action: ({ action }) => [action],
  EQ_bizStep: ({ bizStep }) => [word(bizStep)],
  EQ_disposition: ({ disposition }) => [word(disposition)],
  EQ_readPoint: ({ readPoint }) => [readPoint?.id],
  EQ_bizLocation: ({ bizLocation }) => [bizLocation?.id],
  EQ_eventID: ({ eventID }) => [eventID],
  MATCH_parentID: ({ parentID }) => [parentID],
  MATCH_epc: ({ epcList, childEPCs }) => [...(epcList ?? []), ...(childEPCs ?? [])],
  MATCH_anyEPC: ({ epcList, childEPCs, parentID }) => [...(epcList ?? []), ...(childEPCs ?? []), parentID],
  MATCH_anyEPCClass: ({ quantityList, childQuantityList }) =>
    [...(quantityList ?? []), ...(childQuantityList ?? [])].map(({ epcClass }) => epcClass),
};
const times = ['GE_eventTime', 'LT_eventTime', 'GE_recordTime', 'LT_recordTime'];
const transactionOf = /^EQ_bizTransaction_([\w-]{1,40})$/;
const partyOf = /^EQ_(source|destination)_([\w-]{1,40})$/;

/** @throws Problem BAD_QUERY for a parameter or a value that is not known here: it would filter nothing, silently */
export function readQuery(parameters: Record<string, unknown>): EventQuery {
  const tests: Test[] = [];
  let shipments: string[] | null = null;
  const narrow = (uris: readonly string[], kind: string) => {
    const ids = uris.map((uri) => partsOf(uri, kind)?.[0]);
    if (ids.every((id) => id !== undefined)) shipments = shipments?.filter((id) => ids.includes(id)) ?? ids;
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'string' || value === '') throw bad(name, 'is given once, and not empty');
    const values = value.split('|');
    if (values.length > valuesMax) throw bad(name, `has more than ${valuesMax} values`);
    const transaction = transactionOf.exec(name)?.[1];
    const [, side, kind] = partyOf.exec(name) ?? [];
    if (words[name]) {
      const wanted = new Set(values.map((each) => (name.startsWith('EQ_') ? word(each) : each)));
      tests.push((event) => words[name]!(event).some((each) => each !== undefined && wanted.has(each)));
      if (name === 'EQ_eventID') narrow(values, 'epcis');
      if (name === 'MATCH_parentID') narrow(values, 'shipment');
    } else if (transaction !== undefined) {
      const named = (event: EpcisEvent) =>
        (event.bizTransactionList ?? []).filter(({ type }) => word(type) === transaction);
      tests.push((event) => named(event).some(({ bizTransaction }) => values.includes(bizTransaction)));
      if (transaction === 'desadv') narrow(values, 'shipment');
    } else if (side !== undefined) {
      tests.push((event) =>
        ((side === 'source' ? event.sourceList : event.destinationList) ?? []).some(
          (each) =>
            word(each.type) === kind &&
            values.includes(
              ('source' in each ? each.source : (each as { destination: string }).destination) as string,
            ),
        ),
      );
    } else if (name === 'EXISTS_errorDeclaration') {
      tests.push(({ errorDeclaration }) => errorDeclaration !== undefined);
    } else if (times.includes(name)) {
      const at = Date.parse(value);
      if (!instant.test(value) || Number.isNaN(at)) throw bad(name, 'is an RFC 3339 date-time');
      if (name.endsWith('eventTime'))
        tests.push(({ eventTime }) =>
          name.startsWith('GE') ? Date.parse(eventTime) >= at : Date.parse(eventTime) < at,
        );
    } else if (!['perPage', 'nextPageToken'].includes(name)) throw bad(name, 'is not known here');
  }
  const perPage = Number(parameters['perPage'] ?? perPageDefault);
  if (!Number.isInteger(perPage) || perPage < 1) throw bad('perPage', 'is a whole number above 0');
  const at = (name: string) => (parameters[name] === undefined ? null : new Date(parameters[name] as string));
  return {
    perPage: Math.min(perPage, perPageMax),
    token: parameters['nextPageToken'] as string | undefined,
    recordedFrom: at('GE_recordTime'),
    recordedBefore: at('LT_recordTime'),
    shipments,
    fits: (event) => tests.every((test) => test(event)),
  };
}

function bad(name: string, en: string): Problem {
  const path = `/${name.slice(0, 80)}`;
  return new Problem('BAD_QUERY', {
    errors: [{ path, code: 'INVALID', text: { id: `${path} tidak sah: ${en}`, en: `${path} ${en}` } }],
  });
}
