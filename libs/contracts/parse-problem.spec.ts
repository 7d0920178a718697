import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { limits } from './limits.js';
import { parseProblem } from './parse-problem.js';
import { problemSchema } from './problem.js';

type Broken = Record<'lots' | 'demands' | 'arcs' | 'caps', Record<string, unknown>[]>;

/** As the gateway writes one: every field is there. */
const whole = (): Broken => ({
  lots: [
    { id: 'a', quantity: 7, availableFrom: '2026-11-23', bestBefore: '2026-12-01', location: 'gudang' },
    { id: 'b', quantity: 0, availableFrom: '2026-11-24', bestBefore: null, location: 'gudang' },
  ],
  demands: [
    {
      id: 'd',
      need: 9,
      priority: 1,
      guaranteed: 2,
      cap: 8,
      windowFrom: '2026-11-23',
      windowTo: '2026-11-30',
      minShelfLifeDays: 3,
      destination: '35.78',
    },
  ],
  arcs: [{ lot: 'a', demand: 'd', cost: 4, feasible: true, leadDays: 1 }],
  caps: [{ id: 'c', demands: ['d'], max: 5 }],
});

function errorsOf(json: unknown, place?: string) {
  const read = parseProblem(json, place);
  return read.ok ? [] : read.errors;
}

it('reads a whole problem, and its published schema agrees', () => {
  const problem = whole();
  expect(parseProblem(problem)).toEqual({ ok: true, problem });
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv, ['date']);
  expect(ajv.compile(problemSchema)(problem)).toBe(true);
});

it('lets everything be missing or strange that decides nothing', () => {
  const { caps: _caps, ...bare } = whole();
  bare.lots = [{ id: 'a', quantity: 7, location: 12, availableFrom: null, colour: 'green' }];
  bare.demands = [{ id: 'd', need: 9, cap: null, guaranteed: null, windowFrom: 'soon' }];
  bare.arcs = [{ lot: 'a', demand: 'd', cost: 4, leadDays: '1' }];
  expect(errorsOf({ ...bare, note: [] })).toEqual([]);
  expect(errorsOf({ ...bare, caps: null })).toEqual([]);
});

it('asks for no cost where a pair is not feasible', () => {
  const problem = whole();
  problem.arcs = [{ lot: 'a', demand: 'd', feasible: false }];
  expect(errorsOf(problem)).toEqual([]);
  problem.arcs = [{ lot: 'a', demand: 'd' }];
  expect(errorsOf(problem)).toMatchObject([{ path: 'arcs/0/cost', code: 'REQUIRED' }]);
});

describe('names the place and the code of', () => {
  const past = Number.MAX_SAFE_INTEGER + 1;
  it.each([
    ['lots', 'id', '', 'TOO_SHORT'],
    ['lots', 'id', 5, 'WRONG_TYPE'],
    ['lots', 'quantity', undefined, 'REQUIRED'],
    ['lots', 'quantity', '7', 'WRONG_TYPE'],
    ['lots', 'quantity', -1, 'OUT_OF_RANGE'],
    ['lots', 'bestBefore', '2026-02-30', 'BAD_FORMAT'],
    ['demands', 'need', 1.5, 'WRONG_TYPE'],
    ['demands', 'need', past, 'OUT_OF_RANGE'],
    ['demands', 'need', null, 'WRONG_TYPE'],
    ['demands', 'priority', -1, 'OUT_OF_RANGE'],
    ['demands', 'cap', -1, 'OUT_OF_RANGE'],
    ['demands', 'guaranteed', true, 'WRONG_TYPE'],
    ['arcs', 'cost', past, 'OUT_OF_RANGE'],
    ['arcs', 'feasible', 'yes', 'WRONG_TYPE'],
    ['arcs', 'demand', undefined, 'REQUIRED'],
    ['caps', 'demands', 'd', 'WRONG_TYPE'],
    ['caps', 'max', undefined, 'REQUIRED'],
  ] as const)('%s/0/%s = %p', (list, field, value, code) => {
    const problem = whole();
    problem[list][0]![field] = value;
    if (value === undefined) Reflect.deleteProperty(problem[list][0]!, field);
    const path = `${list}/0/${field}`;
    const [fault, ...others] = errorsOf(problem);
    expect(fault).toMatchObject({ path, code });
    expect(fault!.text.id.startsWith(`${path} `)).toBe(true);
    expect(fault!.text.en.startsWith(`${path} `)).toBe(true);
    expect(others).toEqual([]);
  });

  it.each([
    ['null', null, 'problem', 'WRONG_TYPE'],
    ['an array', [], 'problem', 'WRONG_TYPE'],
    ['no lots', { demands: [], arcs: [] }, 'lots', 'REQUIRED'],
    ['arcs that are no list', { lots: [], demands: [], arcs: {} }, 'arcs', 'WRONG_TYPE'],
    ['a row that is none', { lots: [null], demands: [], arcs: [] }, 'lots/0', 'WRONG_TYPE'],
  ])('%s', (_, json, path, code) => {
    expect(errorsOf(json)).toMatchObject([{ path, code }]);
  });

  it('what stands inside something larger', () => {
    expect(errorsOf({ lots: [{}], demands: [], arcs: [] }, 'problem')).toMatchObject([
      { path: 'problem/lots/0/id', code: 'REQUIRED' },
    ]);
    expect(errorsOf(null, 'problem')).toMatchObject([{ path: 'problem' }]);
  });
});

it('lists only so many errors', () => {
  const problem = { ...whole(), arcs: Array.from({ length: 50_000 }, () => 1) };
  expect(errorsOf(problem)).toHaveLength(limits.errorsMax);
});
