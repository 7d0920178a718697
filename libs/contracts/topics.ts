import type { BilingualText } from './language.js';
import { factEvents, inboundEvents, publishedEvents } from './catalogue.js';
import type { EventDefinition } from './envelope.js';

/** Every Kafka topic, declared once: its name, its key, what it carries and how long it keeps it. */
export interface TopicDeclaration {
  /** Name, or pattern with `{party}`. */
  name: string;
  title: BilingualText;
  /** What the record key is. */
  key: BilingualText;
  events: readonly EventDefinition[];
  /** Who writes: parties or we. */
  writer: 'party' | 'lumbung';
  partitionsDefault: number;
  /** Hours; null keeps for ever. */
  retentionHours: number | null;
  cleanup: 'delete' | 'compact';
}

const partitionsDefault = 6;
const dayHours = 24;
const { 'lumbung.event.rejected.v1': rejectedEvent, 'lumbung.balance.updated.v1': balanceEvent } =
  publishedEvents;
const allocationEvent = publishedEvents['lumbung.allocations.planned.v1'];
const shipmentEvents = [
  publishedEvents['lumbung.shipment.recommended.v1'],
  publishedEvents['lumbung.shipment.withdrawn.v1'],
  publishedEvents['lumbung.shipment.updated.v1'],
];
const offerEvents = [
  publishedEvents['lumbung.shipment.offered.v1'],
  publishedEvents['lumbung.shipment.countered.v1'],
  publishedEvents['lumbung.offer.closed.v1'],
  publishedEvents['lumbung.change.proposed.v1'],
  publishedEvents['lumbung.change.closed.v1'],
];
const alertEvents = [publishedEvents['lumbung.alert.raised.v1'], publishedEvents['lumbung.alert.cleared.v1']];

const laneKey = { id: 'Kode jalur', en: 'Lane id' };
const hubCommodityKey = { id: 'hub/komoditas', en: 'hub/commodity' };
const anyKey = {
  id: 'Bebas; peristiwa dengan kunci sama tetap berurutan',
  en: 'Free; events with the same key stay in order',
};

function topic(
  name: string,
  title: BilingualText,
  key: BilingualText,
  events: readonly EventDefinition[],
  rest: Partial<TopicDeclaration> = {},
): TopicDeclaration {
  return {
    name,
    title,
    key,
    events,
    writer: 'lumbung',
    partitionsDefault,
    retentionHours: 30 * dayHours,
    cleanup: 'delete',
    ...rest,
  };
}

export const topics = {
  inbound: topic(
    'inbound.{party}',
    { id: 'Masuk: dari sistem satu pihak', en: 'Inbound: from one party’s system' },
    anyKey,
    Object.values(inboundEvents),
    { writer: 'party' },
  ),
  inboundGateway: topic(
    'inbound.gateway',
    {
      id: 'Masuk lewat HTTP; header lumbung-party menyebut pihaknya',
      en: 'In over HTTP; header lumbung-party names the party',
    },
    { id: 'Kode pihak', en: 'Party code' },
    Object.values(inboundEvents),
  ),
  rejected: topic(
    'rejected',
    { id: 'Peristiwa yang ditolak, dengan alasan', en: 'Refused events, with the reason' },
    { id: 'Kode pihak', en: 'Party code' },
    [rejectedEvent],
    { retentionHours: 90 * dayHours },
  ),
  // Everything can be rebuilt from the facts, so they stay for ever.
  facts: topic(
    'facts',
    { id: 'Fakta yang diterima, bentuk baku', en: 'Accepted facts in canonical form' },
    {
      id: 'hub/komoditas; fakta perjalanan kiriman: jalur',
      en: 'hub/commodity; lifecycle facts of a shipment: lane',
    },
    Object.values(factEvents),
    { retentionHours: null },
  ),
  allocations: topic('allocations', { id: 'Alokasi per jalur', en: 'Allocations per lane' }, laneKey, [
    allocationEvent,
  ]),
  shipments: topic('shipments', { id: 'Rencana kiriman', en: 'Shipment plan' }, laneKey, shipmentEvents),
  balances: topic('balances', { id: 'Neraca per wilayah', en: 'Balances per region' }, hubCommodityKey, [
    balanceEvent,
  ]),
  alerts: topic('alerts', { id: 'Peringatan', en: 'Alerts' }, hubCommodityKey, alertEvents),
  outbound: topic(
    'outbound.{party}',
    { id: 'Keluar: hanya yang boleh dilihat pihak itu', en: 'Outbound: only what that party may see' },
    { id: 'Kunci topik asalnya', en: 'The key of the topic it comes from' },
    [...shipmentEvents, ...offerEvents, balanceEvent, ...alertEvents],
  ),
} as const satisfies Record<string, TopicDeclaration>;

/** Kafka's topic settings for a declaration. */
export function topicSettings(declaration: TopicDeclaration): Record<string, string> {
  const { cleanup, retentionHours, writer } = declaration;
  const retention = retentionHours === null ? '-1' : String(retentionHours * 3_600_000);
  // Parties compress as they like, and our client reads gzip alone: the broker unpacks what they send. What
  // unpacks to more than a record may have, it refuses.
  const unpacked: Record<string, string> = writer === 'party' ? { 'compression.type': 'uncompressed' } : {};
  return { 'cleanup.policy': cleanup, 'retention.ms': retention, ...unpacked };
}
