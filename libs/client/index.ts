import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';

export type { components, operations, paths } from './api.js';

/** A schema of the OpenAPI document by its name, e.g. `Schema<'Balance'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export interface LumbungClientOptions {
  /** Where the gateway answers, e.g. `https://lumbung.example.go.id`. */
  url: string;
  /** API key; without one only what everybody may read. */
  key?: string;
  /** In the place of the global `fetch`, e.g. with time limits of your own. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Everything that the gateway answers, with types from its OpenAPI document: `client.GET('/v1/balances', …)` resolves
 * to `{ data }`, or to `{ error }` with a Problem. It throws only when nobody answers.
 */
export function lumbungClient({ url, key, fetch }: LumbungClientOptions): Client<paths> {
  return createClient<paths>({
    baseUrl: url,
    ...(fetch ? { fetch } : {}),
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
}
