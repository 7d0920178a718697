import { Problem } from '../http/problem.js';
import type { Refused } from './verdict.js';

/** An event refused alone is the whole answer. */
export function problemOfRefusal({ code, text, errors, state }: Refused): Problem {
  return new Problem(code, { text, errors, extensions: state === undefined ? {} : { state } });
}
