import { Type, type TObject } from '@sinclair/typebox';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { faultOf, type EventFault } from './fault.js';
import { limits } from './limits.js';
import {
  problemArcSchema,
  problemCapSchema,
  problemDemandSchema,
  problemLotSchema,
  type WrittenProblem,
} from './problem.js';

/** `errors` name the first fault of each row, at most `errorsMax` rows; paths are like `demands/3/need`. */
export type ReadProblem = { ok: true; problem: WrittenProblem } | { ok: false; errors: EventFault[] };

/** The fields that decide; what is only informative may be missing, or be anything. */
const deciding = {
  lots: Type.Pick(problemLotSchema, ['id', 'quantity', 'bestBefore']),
  demands: Type.Pick(problemDemandSchema, ['id', 'need', 'priority', 'guaranteed', 'cap']),
  arcs: Type.Pick(problemArcSchema, ['lot', 'demand', 'cost', 'feasible']),
  caps: problemCapSchema,
} satisfies Record<keyof WrittenProblem, TObject>;

type List = keyof typeof deciding;
const lists = Object.keys(deciding) as List[];

const anyList = Type.Array(Type.Unknown());
const frame = Type.Object({
  lots: anyList,
  demands: anyList,
  arcs: anyList,
  caps: Type.Optional(Type.Unsafe<unknown[] | null>({ type: ['array', 'null'] })),
});

// Whether an infeasible pair has a cost, and which, decides nothing.
const infeasibleArc = Type.Pick(problemArcSchema, ['lot', 'demand', 'feasible']);

interface Checks {
  frame: ValidateFunction;
  infeasibleArc: ValidateFunction;
  rows: Record<List, ValidateFunction>;
}

let compiled: Checks | undefined;

/**
 * Reads a problem that came as JSON. Never throws; unknown fields are left alone. `place` names where it stood,
 * for the paths of the errors.
 */
export function parseProblem(json: unknown, place = ''): ReadProblem {
  const base = place === '' ? '' : `/${place}`;
  const checks = (compiled ??= compile());
  if (!checks.frame(json)) return { ok: false, errors: [faultAt(base, checks.frame.errors)] };
  const problem = json as WrittenProblem;
  const errors: EventFault[] = [];
  for (const list of lists) {
    for (const [index, row] of (problem[list] ?? []).entries()) {
      if (errors.length === limits.errorsMax) return { ok: false, errors };
      const check = list === 'arcs' && isInfeasible(row) ? checks.infeasibleArc : checks.rows[list];
      if (!check(row)) errors.push(faultAt(`${base}/${list}/${index}`, check.errors));
    }
  }
  return errors.length === 0 ? { ok: true, problem } : { ok: false, errors };
}

// Only those who read problems pay for the compiling.
function compile(): Checks {
  // The first fault of a row is enough: with all of them, one large wrong file could fill the memory.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv, ['date']);
  const rows = Object.fromEntries(lists.map((list) => [list, ajv.compile(deciding[list])]));
  return {
    frame: ajv.compile(frame),
    infeasibleArc: ajv.compile(infeasibleArc),
    rows: rows as Record<List, ValidateFunction>,
  };
}

function isInfeasible(row: unknown): boolean {
  return typeof row === 'object' && row !== null && (row as { feasible?: unknown }).feasible === false;
}

function faultAt(row: string, errors: ErrorObject[] | null | undefined): EventFault {
  return faultOf(errors![0]!, (pointer) => `${row}${pointer}`.slice(1) || 'problem');
}
