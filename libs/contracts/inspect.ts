import type { RefusalCode } from './codes.js';
import { limits } from './limits.js';

// Postgres stores neither NUL nor half a surrogate pair; refused here, they cannot poison a later step.
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/**
 * Looks at a parsed JSON value before any schema does: depth, size and storable characters.
 * Stops at the first fault and never recurses deeper than the limit.
 */
export function inspect(json: unknown): RefusalCode | null {
  const room = { left: limits.eventBytesMax };
  return visit(json, 0, room);
}

function visit(value: unknown, depth: number, room: { left: number }): RefusalCode | null {
  if (typeof value === 'string') return text(value, room);
  if (typeof value !== 'object' || value === null) {
    room.left -= 4;
    return room.left < 0 ? 'TOO_LARGE' : null;
  }
  if (depth >= limits.depthMax) return 'TOO_DEEP';
  const array = Array.isArray(value);
  for (const key in value) {
    const fault =
      (array ? null : text(key, room)) ?? visit((value as Record<string, unknown>)[key], depth + 1, room);
    if (fault !== null) return fault;
  }
  room.left -= 2;
  return room.left < 0 ? 'TOO_LARGE' : null;
}

function text(value: string, room: { left: number }): RefusalCode | null {
  room.left -= 2 + Buffer.byteLength(value);
  if (room.left < 0) return 'TOO_LARGE';
  return isStorable(value) ? null : 'BAD_CHARACTER';
}
