import { Problem } from '../http/problem.js';

/** The instant of `asOf`, or null when the present is asked for. */
export function historyAt(asOf: string | undefined): Date | null {
  if (asOf === undefined) return null;
  const at = new Date(asOf);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getUTCFullYear() > 2199) {
    const text = { id: 'asOf bukan waktu yang benar.', en: 'asOf is not a valid time.' };
    throw new Problem('BAD_QUERY', { errors: [{ path: '/asOf', code: 'INVALID', text }] });
  }
  return at;
}
