import { factEvents } from '../catalogue.js';
import { parseFact } from '../parse.js';
import { eventOfFact, factOfEvent, type FactFields } from './fact-event.js';

type Rest = FactFields & Record<string, unknown>;

describe('a fact on the wire', () => {
  it.each(Object.values(factEvents).map((definition) => [definition.type, definition.example] as const))(
    '%s follows its schema and comes back as it was',
    (_, example) => {
      const fact = factOfEvent(example as unknown as Parameters<typeof factOfEvent>[0]) as Rest;
      expect(fact).not.toHaveProperty('stated');
      const event = eventOfFact(fact, { source: example.source });
      expect(parseFact(JSON.parse(JSON.stringify(event)))).toMatchObject({ ok: true });
      expect(factOfEvent(event)).toEqual(fact);
    },
  );
});
