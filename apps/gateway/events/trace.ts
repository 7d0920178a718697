const traceparent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace that a request belongs to, when it names one. */
export function traceOf(headers: Record<string, string | string[] | undefined>): string | undefined {
  const given = headers['traceparent'];
  return typeof given === 'string' && traceparent.test(given) ? given : undefined;
}
