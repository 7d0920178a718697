import type { Configuration, ConnectorKind } from '#connectors';
import type { Door } from '../door.js';
import type { Utterance } from '../utterance.js';

/** A partner's system that does not speak CloudEvents of ours: what it declares, and how it says things. */
export interface StandIn {
  party: string;
  kind: ConnectorKind;
  configuration: Configuration;
  /** True for what it says in its own way; the rest it says as everybody. */
  says: (utterance: Utterance) => boolean;
  door: Door;
}

export interface DemandData {
  demandId: string;
  commodity: string;
  quantity: number | string;
  unit: string;
  window: { from: string; to: string };
  minShelfLifeDays: number;
}

export interface PriceData {
  commodity: string;
  price: number;
}

export function isDemand({ event }: Utterance): boolean {
  return event.type === 'lumbung.demand.declared.v1';
}

export function isPrice({ event }: Utterance): boolean {
  return event.type === 'lumbung.price.observed.v1';
}

export function dataOf<T>({ event }: Utterance): T {
  return event.data as unknown as T;
}

/** A JSONata object that tells our commodity by the partner's own code. */
export function tableOf(codes: Record<string, string>): string {
  const pairs = Object.entries(codes).map(([commodity, code]) => `"${code}": "${commodity}"`);
  return `{ ${pairs.join(', ')} }`;
}
