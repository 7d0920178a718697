/** Looks a JSON pointer (RFC 6901) up; undefined when there is nothing. `''` is the value itself. */
export function valueAt(json: unknown, pointer: string): unknown {
  if (pointer === '') return json;
  let at: unknown = json;
  for (const part of pointer.slice(1).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
