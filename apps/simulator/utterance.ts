import { sourceOfParty, type InboundEvent, type InboundType } from '#contracts';

/** Something a party says, and when it is really sent. */
export interface Utterance {
  party: string;
  event: InboundEvent;
  /** Wall-clock milliseconds to hold it back. */
  sendAfterMs: number;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The moment at which an actor acts, as it knows it. */
export interface Now {
  /** Wall-clock time, epoch milliseconds: events carry it. */
  wallMs: number;
  /** Simulated days since the play began, with fractions. */
  day: number;
  /** Wall-clock milliseconds that one simulated hour takes. */
  hourMs: number;
}

/** Gives an actor's sayings their ids: the same for the same run and the same order. */
export class Voice {
  private said = 0;

  constructor(
    readonly party: string,
    private readonly run: string,
    private readonly name = party,
  ) {}

  /** `laterMs`: said and sent later. `agoMs`: happened earlier, said now. */
  say<N extends InboundType>(
    type: N,
    data: InboundEvent<N>['data'],
    now: Now,
    { laterMs = 0, agoMs = 0 } = {},
  ): Utterance {
    const event = {
      specversion: '1.0',
      id: `${this.run}.${this.name}.${++this.said}`,
      source: sourceOfParty(this.party),
      type,
      time: new Date(now.wallMs + laterMs - agoMs).toISOString(),
      datacontenttype: 'application/json',
      data,
    } as unknown as InboundEvent;
    return { party: this.party, event, sendAfterMs: laterMs };
  }
}

/** Local date in Western Indonesian Time (UTC+7), `days` from today. */
export function dateAfter(wallMs: number, days = 0): string {
  return new Date(wallMs + 7 * hourMs + days * dayMs).toISOString().slice(0, 10);
}

/** An amount as people state it: rounded down to the unit's decimals, as text when it has any. */
export function stated(
  quantity: number,
  { base, decimals }: { base: number; decimals: number },
): number | string {
  const scale = 10 ** decimals;
  const scaled = Math.floor((quantity * scale) / base);
  return decimals === 0 ? scaled : (scaled / scale).toFixed(decimals);
}
