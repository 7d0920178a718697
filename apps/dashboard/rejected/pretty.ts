/** What was sent, for reading: JSON is set out, other text stays as it came. Cut where nobody reads on. */
export function pretty(payload: unknown, charactersMax = 20_000): string {
  const text = typeof payload === 'string' ? laidOut(payload) : (JSON.stringify(payload, null, 2) ?? '');
  return text.length > charactersMax ? `${text.slice(0, charactersMax)} …` : text;
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
