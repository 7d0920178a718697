import type { Static } from '@sinclair/typebox';
import type { CloudEvent, EventDefinition, FactEvent, PublishedEvent } from './envelope.js';
import type {
  factEvents,
  FactEventType,
  inboundEvents,
  InboundType,
  publishedEvents,
  PublishedType,
} from './catalogue.js';

/** TypeScript types of whole events, from the same definitions as the schemas. */

type DataOf<D> = D extends EventDefinition<string, infer S> ? Static<S> : never;

/** One of the events that parties send; `type` tells which. */
export type InboundEvent<N extends InboundType = InboundType> = {
  [K in N]: CloudEvent<DataOf<(typeof inboundEvents)[K]>, K>;
}[N];

/** One of the canonical facts on topic `facts`. */
export type CanonicalEvent<N extends FactEventType = FactEventType> = {
  [K in N]: FactEvent<DataOf<(typeof factEvents)[K]>, K>;
}[N];

/** One of the events that we publish. */
export type OutEvent<N extends PublishedType = PublishedType> = {
  [K in N]: PublishedEvent<DataOf<(typeof publishedEvents)[K]>, K>;
}[N];

/** `stock.counted` of `lumbung.stock.counted.v1`: the name inside the domain. */
export function shortType(type: string): string {
  return type.replace(/^lumbung\./, '').replace(/\.v[0-9]+$/, '');
}

/** `lumbung.stock.counted.v1` of `stock.counted`. */
export function wireType(short: string, version = 1): string {
  return `lumbung.${short}.v${version}`;
}
