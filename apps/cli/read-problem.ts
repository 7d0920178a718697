import { parseProblem, type WrittenProblem } from '#contracts';
import type { Problem } from '#domain';
import { CliError } from './cli-error.js';

const priorityByDefault = 5;

/** The problem in a JSON text; `name` is the source, for the errors. Errors: CliError. */
export function readProblem(text: string, name: string): Problem {
  const { json, place } = problemIn(parse(text, name));
  const read = parseProblem(json, place);
  if (read.ok) return problemOf(read.problem);
  const told = (language: 'id' | 'en'): string =>
    read.errors.map((fault) => `${fault.text[language]} [${fault.code}]`).join('; ');
  throw new CliError('BAD_PROBLEM', { id: `${name}: ${told('id')}.`, en: `${name}: ${told('en')}.` });
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = (cause as Error).message.slice(0, 200);
    throw new CliError(
      'BROKEN_JSON',
      {
        id: `${name}: JSON rusak dan tidak dapat dibaca (${where}).`,
        en: `${name}: the JSON is broken and cannot be read (${where}).`,
      },
      { cause },
    );
  }
}

/** A whole answer about a plan holds its problem in a field. */
function problemIn(json: unknown): { json: unknown; place: string } {
  if (typeof json !== 'object' || json === null || !('problem' in json)) return { json, place: '' };
  return { json: json.problem, place: 'problem' };
}

/** The strict form: what was left out gets its meaning, what decides nothing is left behind. */
function problemOf({ lots, demands, arcs, caps }: WrittenProblem): Problem {
  return {
    lots: lots.map(({ id, quantity, bestBefore }) => ({
      id,
      quantity,
      availableFrom: '',
      bestBefore: bestBefore ?? null,
      location: '',
    })),
    demands: demands.map(({ id, need, priority, guaranteed, cap }) => ({
      id,
      need,
      priority: priority ?? priorityByDefault,
      guaranteed: guaranteed ?? undefined,
      cap: cap ?? undefined,
      windowFrom: '',
      windowTo: '',
      minShelfLifeDays: 0,
      destination: '',
    })),
    arcs: arcs.map(({ lot, demand, cost, feasible }) => ({
      lot,
      demand,
      cost,
      feasible: feasible ?? true,
      leadDays: 0,
    })),
    caps: caps ?? [],
  };
}
