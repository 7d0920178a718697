import fc from 'fast-check';
import { inboundEvents } from './catalogue.js';
import { limits } from './limits.js';
import { parseEvent } from './parse.js';
import { eventOfRecord } from './record.js';

const example = inboundEvents['lumbung.stock.counted.v1'].example;
const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));

describe('eventOfRecord', () => {
  it('reads structured mode, with and without its content type', () => {
    expect(eventOfRecord(bytes(example))).toEqual({ ok: true, json: example });
    const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8', ce_type: 'ignored' };
    expect(eventOfRecord(bytes(example), headers)).toEqual({ ok: true, json: example });
  });

  it('reads binary mode with text and Buffer headers', () => {
    const headers = {
      ce_specversion: '1.0',
      ce_id: Buffer.from(example.id),
      ce_source: example.source,
      ce_type: ['old', Buffer.from(example.type)],
      ce_time: example.time,
      ce_data: 'no',
      ce_subject: undefined,
      'content-type': 'application/json',
      other: 'x',
    };
    const read = eventOfRecord(bytes(example.data), headers);
    expect(read).toEqual({ ok: true, json: example });
    expect(read.ok && parseEvent(read.json).ok).toBe(true);
  });

  it.each([
    ['EMPTY', null],
    ['EMPTY', Buffer.alloc(0)],
    ['EMPTY', Buffer.from(' \n')],
    ['NOT_UTF8', Buffer.from([0x7b, 0xff, 0xfe])],
    ['BROKEN_JSON', Buffer.from('{"id": ')],
    ['TOO_LARGE', Buffer.alloc(limits.eventBytesMax + 1, 32)],
  ])('answers %s', (code, value) => {
    expect(eventOfRecord(value)).toEqual({ ok: false, code });
  });

  it('bounds the headers', () => {
    const headers = { ce_specversion: '1.0', ce_subject: 'x'.repeat(limits.attributeLengthMax + 1) };
    expect(eventOfRecord(bytes({}), headers)).toEqual({ ok: false, code: 'TOO_LARGE' });
  });

  it('never throws on any bytes', () => {
    const headers = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(undefined)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), headers, (value, some) => {
        const read = eventOfRecord(Buffer.from(value), { ...some, ce_type: 'x' });
        if (read.ok) parseEvent(read.json);
      }),
    );
  });
});
