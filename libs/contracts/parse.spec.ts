import fc from 'fast-check';
import { allDefinitions, eventSchemas, inboundEvents, inboundTypes, schemaDocuments } from './catalogue.js';
import { faultCodes, refusalCodes } from './codes.js';
import { limits } from './limits.js';
import { parseEvent, parseFact, parsePublished } from './parse.js';

const readers = { in: parseEvent, fact: parseFact, out: parsePublished };
const counted = () => structuredClone(inboundEvents['lumbung.stock.counted.v1'].example) as unknown as Broken;
type Broken = Record<string, unknown> & { data: Record<string, unknown> };

function refusal(json: unknown) {
  const parsed = parseEvent(json);
  if (parsed.ok) throw new Error('expected a refusal');
  return parsed;
}

describe('the catalogue', () => {
  it.each(allDefinitions.map((each) => [`${each.direction} ${each.type}`, each] as const))(
    '%s accepts its own example',
    (_, definition) => {
      expect(readers[definition.direction](definition.example)).toEqual({
        ok: true,
        event: definition.example,
      });
    },
  );

  it('publishes every type once and shows the inbound form of what parties send', () => {
    const types = new Set(allDefinitions.map(({ type }) => type));
    expect(new Set(eventSchemas.keys())).toEqual(types);
    for (const [type, schema] of eventSchemas) {
      if (inboundTypes.some((each) => each === type)) expect(schema.$id).toBe(`/schemas/${type}.json`);
    }
    expect(schemaDocuments.size).toBe(allDefinitions.length + 1);
    for (const [path, document] of schemaDocuments) expect(document).toHaveProperty('$id', path);
  });
});

describe('parseEvent', () => {
  it('tolerates unknown fields of the data and extension attributes', () => {
    const event = counted();
    event.data['note'] = { deep: ['a', 1] };
    event['partitionkey'] = 'x';
    expect(parseEvent(event).ok).toBe(true);
  });

  it('reads an attribute that is null as unset and leaves the input alone', () => {
    const event = { ...counted(), subject: null };
    expect(parseEvent(event)).toEqual({ ok: true, event: counted() });
    expect(event).toHaveProperty('subject', null);
    expect(refusal({ ...counted(), data: null }).errors[0]).toMatchObject({
      path: '/data',
      code: 'REQUIRED',
    });
  });

  it.each([
    ['null', null, 'NOT_AN_OBJECT'],
    ['an array', [], 'NOT_AN_OBJECT'],
    ['a type nobody knows', { ...counted(), type: 'lumbung.stock.guessed.v1' }, 'UNKNOWN_TYPE'],
    ['a type from the prototype', { ...counted(), type: '__proto__' }, 'BAD_ENVELOPE'],
    ['a type of ours', { ...counted(), type: 'lumbung.shipment.committed.v1' }, 'NOT_INBOUND'],
    ['no id', { ...counted(), id: undefined }, 'BAD_ENVELOPE'],
    ['a long id', { ...counted(), id: 'x'.repeat(limits.eventIdLengthMax + 1) }, 'BAD_ENVELOPE'],
    ['an id with a control character', { ...counted(), id: 'a\nb' }, 'BAD_ENVELOPE'],
    ['another kind of source', { ...counted(), source: 'urn:lumbung:hub:btc' }, 'BAD_ENVELOPE'],
    ['a leap second', { ...counted(), time: '2026-12-31T23:59:60Z' }, 'BAD_ENVELOPE'],
    ['a time without zone', { ...counted(), time: '2026-12-31T23:59:00' }, 'BAD_ENVELOPE'],
    ['base64 data', { ...counted(), data_base64: 'e30=' }, 'UNSUPPORTED_CONTENT'],
    ['an extension that is an object', { ...counted(), extra: {} }, 'BAD_ENVELOPE'],
    ['a NUL that Postgres cannot store', { ...counted(), note: 'a\0' }, 'BAD_CHARACTER'],
    ['half a surrogate pair', { ...counted(), data: { ...counted().data, lot: '\ud800' } }, 'BAD_CHARACTER'],
    ['64 KB and more', { ...counted(), data: { ...counted().data, note: 'x'.repeat(70_000) } }, 'TOO_LARGE'],
    ['a deep value', { ...counted(), data: { ...counted().data, note: nested(5000) } }, 'TOO_DEEP'],
  ])('refuses %s', (_, json, code) => {
    expect(refusal(json)).toMatchObject({
      ok: false,
      code,
      text: { id: expect.any(String), en: expect.any(String) },
    });
  });

  it.each([
    ['quantity', -1, 'OUT_OF_RANGE'],
    ['quantity', '1,5', 'BAD_PATTERN'],
    ['quantity', '1e3', 'BAD_PATTERN'],
    ['quantity', 1e300, 'OUT_OF_RANGE'],
    ['quantity', true, 'WRONG_TYPE'],
    ['quantity', undefined, 'REQUIRED'],
    ['producedOn', '2026-02-30', 'BAD_FORMAT'],
    ['unit', '', 'TOO_SHORT'],
    ['location', 'a/b', 'BAD_PATTERN'],
    ['lot', 'x'.repeat(65), 'TOO_LONG'],
  ])('names the field %s when it is %p', (field, value, code) => {
    const event = JSON.parse(
      JSON.stringify({ ...counted(), data: { ...counted().data, [field]: value } }),
    ) as unknown;
    const parsed = refusal(event);
    expect(parsed.code).toBe('BAD_DATA');
    expect(parsed.errors).toHaveLength(1);
    expect(parsed.errors[0]).toMatchObject({ path: `/data/${field}`, code });
  });

  it('accepts windows of dates and of instants, and nothing else', () => {
    const demand = structuredClone(inboundEvents['lumbung.demand.declared.v1'].example);
    demand.data.window = { from: '2026-11-24', to: '2026-11-30T18:00:00+07:00' };
    expect(parseEvent(demand).ok).toBe(true);
    demand.data.window.to = 'tomorrow';
    expect(refusal(demand).errors.map(({ path }) => path)).toEqual(['/data/window/to']);
  });

  it('lists at most twenty faults', () => {
    const received = structuredClone(inboundEvents['lumbung.shipment.received.v1'].example);
    (received.data as { lines: unknown }).lines = Array.from({ length: 100 }, () => ({ quantity: -1 }));
    expect(refusal(received).errors).toHaveLength(limits.errorsMax);
  });

  it('never throws, and answers only codes of the list, whatever is done to a good event', () => {
    const examples = inboundTypes.map((type) => inboundEvents[type].example);
    const junk = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.string({ unit: 'binary' }), fc.double());
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.nat(), junk), { maxLength: 4 }),
        (example, edits) => {
          const event = structuredClone(example) as unknown as Broken;
          for (const [where, value] of edits) edit(event, where, value);
          const parsed = parseEvent(event);
          if (parsed.ok) return;
          expect(refusalCodes).toContain(parsed.code);
          expect(parsed.errors.length).toBeLessThanOrEqual(limits.errorsMax);
          for (const { code, text } of parsed.errors) {
            expect(faultCodes).toContain(code);
            expect(text.id.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Replaces one field, of the envelope or of the data. */
function edit(event: Broken, where: number, value: unknown): void {
  const data = typeof event.data === 'object' && event.data !== null ? event.data : null;
  const target = where % 2 === 0 || data === null ? event : data;
  const names = Object.keys(target);
  target[names[where % Math.max(1, names.length)] ?? 'x'] = value;
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}
