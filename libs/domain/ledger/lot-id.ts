/** A lot's id is `<location>/<lot>`; a location has no slash in it, a lot's name may have one. */
export function lotIdOf(location: string, lot: string): string {
  return `${location}/${lot}`;
}

export function splitLotId(lotId: string): { location: string; lot: string } {
  const slash = lotId.indexOf('/');
  if (slash < 0) return { location: lotId, lot: 'default' };
  return { location: lotId.slice(0, slash), lot: lotId.slice(slash + 1) };
}
