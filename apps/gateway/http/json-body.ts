import { TextDecoder } from 'node:util';
import type { RefusalCode } from '#contracts';
import { httpLimits } from './limits.js';

export type ReadJson = { ok: true; json: unknown } | { ok: false; code: RefusalCode };

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads a body strictly: UTF-8, JSON, and no deeper than the limit. */
export function readJson(body: Buffer | string | undefined): ReadJson {
  if (body === undefined || body.length === 0) return { ok: false, code: 'EMPTY' };
  const text = typeof body === 'string' ? body : decode(body);
  if (text === null) return { ok: false, code: 'NOT_UTF8' };
  if (tooDeep(text)) return { ok: false, code: 'TOO_DEEP' };
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, code: text.trim() === '' ? 'EMPTY' : 'BROKEN_JSON' };
  }
}

function decode(body: Buffer): string | null {
  try {
    return decoder.decode(body);
  } catch {
    return null;
  }
}

const quote = 34;
const backslash = 92;

// Before parsing: a megabyte of brackets must not become a million objects.
function tooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === backslash) i++;
      else if (c === quote) inText = false;
    } else if (c === quote) inText = true;
    else if (c === 123 || c === 91) {
      if (++depth > httpLimits.depthMax) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}
