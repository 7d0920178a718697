import { pretty } from './pretty.js';

describe('pretty', () => {
  it('sets out JSON, whether it comes as text or as a value', () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty({ a: 1 })).toBe('{\n  "a": 1\n}');
  });

  it('leaves broken text as it came and says nothing for nothing', () => {
    expect(pretty('{"a":')).toBe('{"a":');
    expect(pretty(undefined)).toBe('');
  });

  it('cuts what nobody reads to the end', () => {
    expect(pretty('x'.repeat(50), 10)).toBe('xxxxxxxxxx …');
  });
});
