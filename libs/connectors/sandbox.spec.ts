import { MappingSandbox } from './index.js';

const at = '2026-11-23T06:00:00.000Z';
let sandbox: MappingSandbox;

beforeEach(() => (sandbox = new MappingSandbox({ itemMs: 700 })));
afterEach(() => sandbox.close());

const one = async (mapping: string, item: unknown = {}) => (await sandbox.map('a', mapping, [item], at))[0]!;

describe('the sandbox of mappings', () => {
  it('maps each item alone, and one that fails harms no other', async () => {
    const mapping = '$assert(n > 0, "n must be positive"); { "id": "x-" & n }';
    const mapped = await sandbox.map('a', `(${mapping})`, [{ n: 1 }, { n: 0 }, { n: 2 }], at);
    expect(mapped).toEqual([
      { ok: true, outputs: [{ id: 'x-1' }] },
      { ok: false, fault: expect.stringContaining('n must be positive') },
      { ok: true, outputs: [{ id: 'x-2' }] },
    ]);
  });

  it('takes one and many alike, nothing only on purpose, and knows no time but that of the arrival, and no chance', async () => {
    expect(await one('a.b')).toMatchObject({ ok: false, fault: expect.stringContaining('makes nothing') });
    expect(await one('a.b ? 1 : []')).toEqual({ ok: true, outputs: [] });
    expect(await one('[1, 2]')).toEqual({ ok: true, outputs: [1, 2] });
    expect(await one('$now()')).toEqual({ ok: true, outputs: [at] });
    expect(await one('$millis()')).toEqual({ ok: true, outputs: [Date.parse(at)] });
    expect(await one('$random()')).toMatchObject({ ok: false });
  });

  it.each([
    ['a loop without end', '($f := function($n) { $f($n + 1) }; $f(1))'],
    ['a pattern that never ends', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)'],
    ['memory without end', '($f := function($s) { $f($s & $s) }; $f("0123456789"))'],
    ['calls too deep', '($f := function($n) { $n > 0 ? 1 + $f($n - 1) : 0 }; $f(100000))'],
    ['too many members', '$count([1..9000000])'],
    ['too much output', '$pad("x", 300000)'],
  ])('ends %s and goes on', async (_name, mapping) => {
    expect(await one(mapping)).toMatchObject({ ok: false });
    expect(await one('"still here"')).toEqual({ ok: true, outputs: ['still here'] });
  });

  it.each([
    '$$.constructor.constructor("return process")()',
    '($f := $sum.constructor; $f("return this")())',
    '$eval("process.env")',
    '$lookup($$, "__proto__")',
    '$string.constructor',
    'process.env',
    'require("fs")',
  ])('has nothing outside: %s', async (mapping) => {
    const mapped = await one(mapping);
    if (mapped.ok) expect(mapped.outputs).toEqual([]);
  });

  it('tells where a mapping cannot be read', async () => {
    expect(await sandbox.fault('a', '{ "id": ')).toMatch(/at \d+/);
    expect(await sandbox.fault('a', '{ "id": x }')).toBeNull();
  });

  it('holds up nobody for a slow one, and refuses a party that sends ever more', async () => {
    const loop = '($f := function($n) { $f($n + 1) }; $f(1))';
    const slow = sandbox.map('slow', loop, [{}], at);
    expect(await one('1')).toEqual({ ok: true, outputs: [1] });
    const more = Array.from({ length: 8 }, () =>
      sandbox.map('slow', '1', [{}], at).catch((e: { code: string }) => e.code),
    );
    expect(await Promise.all(more)).toContain('SANDBOX_BUSY');
    expect((await slow)[0]).toMatchObject({ ok: false });
  });
});
