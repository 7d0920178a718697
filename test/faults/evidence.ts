import type { BalanceData } from '#contracts';
import { factOfEvent } from '#contracts';
import type { DemandLine, Fact, LotLine } from '#domain';
import { sequenceHeader, streamHeader, tailTopics, type TailRecord } from '#kafka';
import type { Site } from './site.js';

export interface Published {
  topic: string;
  partition: number;
  offset: bigint;
  /** Of the outbox: the same record published twice has both the same. */
  origin: string;
  event: { id: string; type: string; subject?: string; hub?: string; commodity?: string; factid?: string };
  text: string;
}

/** All that can be seen of the system when it is quiet, gathered past every cache. */
export interface Evidence {
  identities: { fact_id: string; party: string; event_id: string; content_hash: Buffer }[];
  rejected: {
    party: string | null;
    event_id: string | null;
    code: string;
    payload: string;
    origin: string;
  }[];
  entries: { fact: Fact; partition: number; position: string }[];
  /** In order of each partition, repeats included. */
  published: Published[];
  planned: {
    lane: string;
    commodity: string;
    allocations: { lotId: string; demandId: string; quantity: number }[];
  }[];
  stock: (LotLine & { commodity: string })[];
  demands: (DemandLine & { commodity: string })[];
  balances: BalanceData[];
  shipments: ShipmentItem[];
}

export interface ShipmentItem {
  shipmentId: string;
  status: string;
  lane: string;
  lines: { commodity: string; location: string; lot: string; demandId: string; quantity: number }[];
}

export const publicTopics = ['shipments', 'balances', 'alerts', 'facts'];

export async function gather(site: Site): Promise<Evidence> {
  const { url } = site.services;
  return {
    identities: await site.sql('SELECT fact_id, party, event_id, content_hash FROM intake.identity'),
    rejected: await site.sql(
      `SELECT party, event_id, code, left(payload, 200) AS payload, topic || '/' || partition || '/' || "offset" AS origin
       FROM intake.rejected`,
    ),
    entries: await site.sql(
      'SELECT fact, partition, position FROM history.fact WHERE commodity IS NOT NULL ORDER BY position',
    ),
    planned: await site.sql('SELECT lane, commodity, allocations FROM dispatcher.planned'),
    published: (await readTopics(site.brokers, publicTopics)).map(publishedOf),
    stock: await list(url, 'stock'),
    demands: await list(url, 'demands'),
    balances: await list(url, 'balances'),
    shipments: await list(url, 'shipments'),
  };
}

/** Everything on some topics. */
export async function readTopics(brokers: string[], topics: string[]): Promise<TailRecord[]> {
  const records: TailRecord[] = [];
  const tail = await tailTopics({
    brokers,
    clientId: 'judge',
    topics,
    from: (_topic, _partition, earliest) => earliest,
    onRecord: (record) => records.push(record),
    onCrash: (error) => {
      throw error;
    },
  });
  await tail.ready;
  await tail.stop();
  return records;
}

export function factOf(published: Published): Fact {
  return factOfEvent(published.event as Parameters<typeof factOfEvent>[0]) as unknown as Fact;
}

function publishedOf({ topic, partition, offset, headers, value }: TailRecord): Published {
  const text = value?.toString() ?? '';
  const origin = `${headers[streamHeader]}#${headers[sequenceHeader]}`;
  return { topic, partition, offset, origin, event: JSON.parse(text) as Published['event'], text };
}

async function list<T>(url: string, name: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const response = await fetch(`${url}/v1/${name}?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (!response.ok) throw new Error(`/v1/${name} answered ${response.status}`);
    const page = (await response.json()) as { items: T[]; next: string | null };
    items.push(...page.items);
    cursor = page.next === null ? null : encodeURIComponent(page.next);
  }
  return items;
}
