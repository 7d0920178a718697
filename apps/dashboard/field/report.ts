export const kinds = ['counted', 'withdrawn', 'produced', 'wasted', 'forecast'] as const;
export type Kind = (typeof kinds)[number];

/** What a person has answered, before it is an event. */
export interface Said {
  kind: Kind;
  party: string;
  place: string;
  commodity: string;
  /** Plain decimal, e.g. `1200.5`. */
  quantity: string;
  unit: string;
  /** Of a harvest: local date. */
  availableFrom?: string;
}

export interface ReportEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

/** The id that a report has for ever: made once, when the person is asked to confirm, so that two taps are one. */
export function newReportId(deviceId: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${deviceId}.${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export function eventOf(id: string, said: Said, atMs: number): ReportEvent {
  const { kind, party, place: location, commodity, quantity, unit, availableFrom } = said;
  const where = { location, commodity, unit };
  if (kind === 'counted') return envelope(id, party, atMs, 'stock.counted', { ...where, quantity });
  if (kind === 'forecast')
    return envelope(id, party, atMs, 'harvest.forecast', { ...where, quantity, availableFrom });
  return envelope(id, party, atMs, 'stock.moved', { ...where, delta: quantity, reason: kind });
}

/** Takes back an earlier report of this phone. */
export function correctionOf(id: string, party: string, corrects: string, atMs: number): ReportEvent {
  const data = { corrects: { id: corrects }, reason: 'Dibetulkan pelapor di HP' };
  return envelope(id, party, atMs, 'fact.corrected', data);
}

function envelope(
  id: string,
  party: string,
  atMs: number,
  type: string,
  data: Record<string, unknown>,
): ReportEvent {
  return {
    specversion: '1.0',
    id,
    source: `urn:lumbung:party:${party}`,
    type: `lumbung.${type}.v1`,
    time: new Date(atMs).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}
