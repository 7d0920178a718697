import type { RegistryIndex } from '#access';
import type { Visible } from '../scope/scope.js';
import type { LiveTopic } from './positions.js';

/** A published event with what filters, scopes and the present state need to know of it. */
export interface LiveEvent {
  type: string;
  subject: string;
  /** Zero-padded: text order is number order. Empty on facts, which have none. */
  sequence: string;
  hub: string | null;
  commodities: string[];
  visible: Visible;
  /** The CloudEvent on one line. */
  json: string;
  /** No longer part of the present state: a withdrawn or finished shipment, a cleared alert. */
  past: boolean;
}

interface Wire {
  type?: unknown;
  source?: unknown;
  subject?: unknown;
  sequence?: unknown;
  hub?: unknown;
  commodity?: unknown;
  publishedat?: unknown;
  data?: Record<string, unknown>;
}

interface WireLine {
  commodity?: string;
  location?: string;
}

const pastStatuses = new Set(['closed', 'declined', 'expired', 'withdrawn', 'cancelled']);
/** In these any carrier may see a shipment that nobody carries: who saw it open hears that it is open no more. */
const openStatuses = new Set(['recommended', 'offered', 'withdrawn', 'expired']);

/**
 * Reads an event of ours from Kafka and stamps when the broker had it.
 * @param publishedAtMs the record's timestamp
 * @returns null when it is no CloudEvent
 */
export function readLiveEvent(
  topic: LiveTopic,
  value: string,
  publishedAtMs: number | null,
  index: RegistryIndex,
): LiveEvent | null {
  const event = parse(value);
  if (!event || typeof event.type !== 'string') return null;
  if (publishedAtMs !== null) event.publishedat = new Date(publishedAtMs).toISOString();
  // Who overrides a plan and why is told to those who are known, by /v1/overrides.
  if (/^lumbung\.plan\./.test(event.type)) event.data = { ...event.data, reason: undefined, by: undefined };
  const data = event.data ?? {};
  const base = {
    type: event.type,
    subject: text(event.subject) ?? '',
    sequence: text(event.sequence) ?? '',
    json: JSON.stringify(event),
  };
  if (topic === 'shipments') return { ...base, ...shipmentOf(data, index) };
  if (topic === 'facts') return { ...base, ...factOf(event, data, index) };
  const hub = text(data.hub);
  const commodities = [text(data.commodity)].filter((code) => code !== null);
  if (topic === 'balances') {
    const visible = { ...nothing, hub, regions: strings(data.region) };
    return { ...base, hub, commodities, past: false, visible };
  }
  const subject = strings(data.subject);
  const visible = { ...nothing, hub, regions: subject, places: subject };
  return { ...base, hub, commodities, past: event.type.includes('.cleared.'), visible };
}

const nothing: Visible = {
  hub: null,
  regions: [],
  places: [],
  parties: [],
  offered: false,
  partyOnly: false,
};

function shipmentOf(data: Record<string, unknown>, index: RegistryIndex) {
  const lines = (Array.isArray(data.lines) ? data.lines : []) as WireLine[];
  const status = text(data.status) ?? '';
  const carrier = text(data.carrier);
  const places = [...new Set(lines.map((line) => line.location ?? ''))];
  const parties = places.map((place) => index.places.get(place)?.party ?? '');
  const hub = text(data.hub);
  return {
    hub,
    commodities: [...new Set(lines.map((line) => line.commodity ?? ''))],
    past: pastStatuses.has(status),
    visible: {
      hub,
      regions: strings(data.destination),
      places,
      parties: carrier === null ? parties : [...parties, carrier],
      offered: carrier === null && openStatuses.has(status),
      partyOnly: false,
    },
  };
}

function factOf(event: Wire, data: Record<string, unknown>, index: RegistryIndex) {
  const hub = text(event.hub);
  const location = text(data.location);
  const place = location === null ? undefined : index.places.get(location);
  const lane = index.lanes.get(text(data.lane) ?? '');
  const regions = [
    place?.region ?? location,
    text(data.destination),
    text(data.market),
    lane?.destination ?? null,
  ];
  return {
    hub,
    commodities: [text(event.commodity)].filter((code) => code !== null),
    past: true,
    visible: {
      hub,
      regions: regions.filter((region) => region !== null),
      places: location === null ? [] : [location],
      parties: [partyOfUrn(text(event.source) ?? '')],
      offered: false,
      partyOnly: true,
    },
  };
}

function partyOfUrn(source: string): string {
  return source.slice(source.lastIndexOf(':') + 1);
}

function parse(value: string): Wire | null {
  try {
    const event: unknown = JSON.parse(value);
    return event !== null && typeof event === 'object' && !Array.isArray(event) ? (event as Wire) : null;
  } catch {
    return null;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function strings(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
