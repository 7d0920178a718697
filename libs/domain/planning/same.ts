/** Whether two JSON values are equal, whatever order a database gave the names in. Absent and undefined are one. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  for (const name of Object.keys(a)) if (!isSame(a[name], b[name])) return false;
  // What both have was equal, so only a value that `a` lacks can differ now.
  for (const name of Object.keys(b)) if (a[name] === undefined && b[name] !== undefined) return false;
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
