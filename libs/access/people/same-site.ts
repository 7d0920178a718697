/** Header that every page of ours sends: another site cannot set it without asking first, and is refused then. */
export const pageHeader = 'x-lumbung-request';

export type Headers = Record<string, string | string[] | undefined>;

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

export function changesState(method: string): boolean {
  return !harmless.has(method.toUpperCase());
}

/**
 * True when a browser says that a page of ours sent this: by `Sec-Fetch-Site`, which no page can set, or, where a
 * browser does not send it, by `Origin`; and always by a header that needs the same origin.
 * @param publicOrigin origin under which people reach us; null: the one that the request names in `Host`
 */
export function isFromOurPages(headers: Headers, publicOrigin: string | null): boolean {
  if (headers[pageHeader] !== '1') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers['origin'];
  if (typeof origin !== 'string') return false;
  if (publicOrigin !== null) return origin === publicOrigin;
  return URL.canParse(origin) && new URL(origin).host === headers['host'];
}
