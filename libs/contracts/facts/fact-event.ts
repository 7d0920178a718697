import { wireType, shortType } from '../types.js';

/** What every canonical fact has, whatever else it holds. Times are epoch milliseconds. */
export interface FactFields {
  id: string;
  type: string;
  /** Party code, or the hub's for facts of our own services. */
  source: string;
  eventId: string;
  time: number;
  acceptedAt: number;
  hub: string;
  commodity?: string;
  /** Opaque id of the person who entered it for its source. */
  enteredBy?: string;
}

interface FactEventFields {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  datacontenttype: 'application/json';
  factid: string;
  acceptedat: string;
  hub: string;
  data: object;
  commodity?: string;
  traceparent?: string;
  mends?: string;
  mendedby?: string;
  enteredby?: string;
}

interface FactRecord {
  id: string;
  source: string;
  type: string;
  time: string;
  factid: string;
  acceptedat: string;
  hub: string;
  commodity?: string;
  traceparent?: string;
  enteredby?: string;
  data: object;
}

const sourceName = /^urn:lumbung:(?:party|hub):(.+)$/;

/** A fact as the CloudEvent that topic `facts` carries. `stated` is what its sender said before conversion. */
export function eventOfFact(
  fact: FactFields,
  extra: {
    source: string;
    stated?: unknown;
    traceparent?: string;
    mend?: { rejectedId: string; by: string } | null;
  },
): FactEventFields {
  const { id, type, source: _source, eventId, time, acceptedAt, hub, commodity, enteredBy, ...data } = fact;
  const event: FactEventFields = {
    specversion: '1.0',
    id: eventId,
    source: extra.source,
    type: wireType(type),
    time: new Date(time).toISOString(),
    datacontenttype: 'application/json',
    factid: id,
    acceptedat: new Date(acceptedAt).toISOString(),
    hub,
    data: extra.stated === undefined ? data : { stated: extra.stated, ...data },
  };
  if (commodity !== undefined) event.commodity = commodity;
  if (extra.traceparent !== undefined) event.traceparent = extra.traceparent;
  if (enteredBy !== undefined) event.enteredby = enteredBy;
  if (extra.mend) Object.assign(event, { mends: extra.mend.rejectedId, mendedby: extra.mend.by });
  return event;
}

/** The fact that a record of topic `facts` carries; the inverse of `eventOfFact`, without what was stated. */
export function factOfEvent(event: FactRecord): FactFields {
  const { stated: _stated, ...data } = event.data as { stated?: unknown };
  const fact: FactFields = {
    id: event.factid,
    type: shortType(event.type),
    source: sourceName.exec(event.source)?.[1] ?? event.source,
    eventId: event.id,
    time: Date.parse(event.time),
    acceptedAt: Date.parse(event.acceptedat),
    hub: event.hub,
  };
  if (event.commodity !== undefined) fact.commodity = event.commodity;
  if (event.enteredby !== undefined) fact.enteredBy = event.enteredby;
  // Names added by a spread after others cost the engine a microsecond each; every fact comes by here.
  return Object.assign(fact, data);
}

/** The fact in the value of a record of topic `facts`, which intake has checked. */
export function factOfValue(value: Buffer): FactFields {
  return factOfEvent(JSON.parse(value.toString('utf8')) as FactRecord);
}
