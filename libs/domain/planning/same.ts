/** Whether two JSON values are equal, whatever order a database gave the names in. Absent and undefined are one. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  let defined = 0;
  for (const name of names) {
    const value = a[name];
    if (value !== undefined) defined++;
    if (!isSame(value, b[name])) return false;
  }
  // What `a` has was equal, so only a value that `a` lacks can differ now.
  const others = Object.keys(b);
  return others.length === defined || others.every((name) => a[name] !== undefined || b[name] === undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
