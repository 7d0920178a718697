import { ask } from '../api/client.js';
import type { Report } from './joining.js';

/** Who asks the sandbox: the holder of its key, or a person who is logged in. */
export type SandboxKey = string | null;

export function readReport(key: SandboxKey, signal?: AbortSignal): Promise<Report> {
  return ask<Report>('/v1/sandbox/report', requestOf('GET', key), signal);
}

export function startAgain(key: SandboxKey): Promise<Report> {
  return ask<Report>('/v1/sandbox/report', requestOf('DELETE', key));
}

/** Sends one event or a list of them, as they are written: what is wrong with them is for the report to say. */
export function trySamples(key: SandboxKey, text: string): Promise<Report> {
  const isList = text.trimStart().startsWith('[');
  const type = isList ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  return ask<Report>('/v1/sandbox/events', requestOf('POST', key, { type, text }));
}

export function drawKey(key: SandboxKey): Promise<{ key: string }> {
  return ask<{ key: string }>('/v1/sandbox/key', requestOf('POST', key));
}

function requestOf(method: string, key: SandboxKey, content?: { type: string; text: string }): RequestInit {
  return {
    method,
    headers: {
      'x-lumbung-request': '1',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(content ? { 'content-type': content.type } : {}),
    },
    body: content?.text ?? null,
    // With a key, whoever is logged in beside it has no say.
    credentials: key === null ? 'same-origin' : 'omit',
  };
}
