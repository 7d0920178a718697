import type { Static, TSchema } from '@sinclair/typebox';
import type { BilingualText } from './language.js';
import type { CloudEvent, Direction, EventDefinition } from './envelope.js';

interface Words<N extends string, D extends TSchema> {
  type: N;
  title: BilingualText;
  description: BilingualText;
  data: D;
  /** The data of the published example. */
  example: Static<D>;
}

const exampleTime = '2026-11-23T06:15:00+07:00';

function define<const N extends string, D extends TSchema>(
  direction: Direction,
  words: Words<N, D>,
  attributes: Record<string, string>,
): EventDefinition<N, D> {
  const example = {
    specversion: '1.0',
    id: `${words.type.split('.').slice(1, 3).join('-')}-0001`,
    time: exampleTime,
    type: words.type,
    datacontenttype: 'application/json',
    ...attributes,
    data: words.example,
  } as unknown as CloudEvent<Static<D>, N>;
  return { ...words, direction, example };
}

/** An event that a party may send. `party` is the speaker of the example. */
export function inbound<const N extends string, D extends TSchema>(party: string, words: Words<N, D>) {
  return define('in', words, { source: `urn:lumbung:party:${party}` });
}

/** A canonical fact as it stands on topic `facts`. */
export function canonicalFact<const N extends string, D extends TSchema>(
  words: Words<N, D> & { commodity?: string; source?: string },
) {
  const { commodity, source, ...rest } = words;
  return define('fact', rest as Words<N, D>, {
    source: source ?? 'urn:lumbung:hub:btc',
    factid: '0d9c9f0e-6f0b-5b39-9f5a-2f6d3c1f7a11',
    acceptedat: '2026-11-23T06:15:00.120+07:00',
    hub: 'btc',
    ...(commodity === undefined ? {} : { commodity }),
  });
}

/** An event that we publish about the state. */
export function published<const N extends string, D extends TSchema>(subject: string, words: Words<N, D>) {
  return define('out', words, {
    source: 'urn:lumbung:hub:btc',
    subject,
    sequence: '00000000000000000042',
    facttime: exampleTime,
    acceptedat: '2026-11-23T06:15:00.120+07:00',
  });
}
