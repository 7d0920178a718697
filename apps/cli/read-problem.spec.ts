import { CliError } from './cli-error.js';
import { readProblem } from './read-problem.js';

const bare = {
  lots: [{ id: 'a', quantity: 7 }],
  demands: [{ id: 'd', need: 9, cap: null }],
  arcs: [{ lot: 'a', demand: 'd', cost: 4 }],
};

function refusal(text: string): CliError {
  try {
    readProblem(text, 'x.json');
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  throw new Error('expected a CliError');
}

it('gives what was left out its meaning', () => {
  const { lots, demands, arcs, caps } = readProblem(JSON.stringify(bare), 'x.json');
  expect(lots).toMatchObject([{ id: 'a', quantity: 7, bestBefore: null }]);
  expect(demands).toMatchObject([{ id: 'd', need: 9, priority: 5, guaranteed: undefined, cap: undefined }]);
  expect(arcs).toMatchObject([{ lot: 'a', demand: 'd', cost: 4, feasible: true }]);
  expect(caps).toEqual([]);
});

it('keeps what decides', () => {
  const problem = {
    lots: [{ id: 'a', quantity: 7, bestBefore: '2026-12-01' }],
    demands: [{ id: 'd', need: 9, priority: 0, guaranteed: 0, cap: 0 }],
    arcs: [{ lot: 'a', demand: 'd', cost: 0, feasible: false }],
    caps: [{ id: 'c', demands: ['d'], max: 0 }],
  };
  expect(readProblem(JSON.stringify(problem), 'x.json')).toMatchObject(problem);
});

it('finds the problem in a whole answer about a plan', () => {
  const answer = { planVersion: 'btc:egg.chicken:7', allocations: [], problem: bare };
  expect(readProblem(JSON.stringify(answer), 'x.json')).toEqual(readProblem(JSON.stringify(bare), 'x.json'));
  const { text } = refusal(JSON.stringify({ problem: { ...bare, lots: [{ id: 'a' }] } }));
  expect(text.en).toBe('BAD_PROBLEM: x.json: problem/lots/0/quantity is required [REQUIRED].');
});

it('says in both languages what is wrong', () => {
  const error = refusal(JSON.stringify({ ...bare, demands: [{ id: 'd', need: -1 }] }));
  expect(error.exitCode).toBe(2);
  expect(error.text).toEqual({
    id: 'BAD_PROBLEM: x.json: demands/0/need di luar batas (≥ 0) [OUT_OF_RANGE].',
    en: 'BAD_PROBLEM: x.json: demands/0/need is out of range (≥ 0) [OUT_OF_RANGE].',
  });
});

it('names a broken file', () => {
  expect(refusal('{"lots": [')).toMatchObject({ code: 'BROKEN_JSON' });
  expect(refusal('').text.en).toContain('x.json: the JSON is broken');
});
