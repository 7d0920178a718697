import {
  commoditiesOf,
  placesOf,
  type Commodity,
  type Home,
  type Place,
  type Producer,
  type Used,
} from './home.js';
import type { Kind } from './report.js';

/** What has been answered so far; one question is asked at a time. */
export interface Answers {
  producer?: Producer;
  kind?: Kind;
  place?: Place;
  commodity?: Commodity;
  typed: string;
  unit?: string;
  hasAmount?: boolean;
  availableFrom?: string;
}

export type Step = 'producer' | 'kind' | 'place' | 'commodity' | 'quantity' | 'when' | 'confirm';

export const noAnswers: Answers = { typed: '' };

/** What has one answer alone is not asked. */
export function filled(home: Home, answers: Answers, used: readonly Used[]): Answers {
  const next = { ...answers };
  if (!next.producer && home.producers.length === 1) next.producer = home.producers[0]!;
  if (!next.producer || !next.kind) return next;
  const places = placesOf(next.producer, used);
  if (!next.place && places.length === 1) next.place = places[0]!;
  if (!next.place) return next;
  const commodities = commoditiesOf(home, next.place, used);
  if (!next.commodity && commodities.length === 1) next.commodity = commodities[0]!;
  return next;
}

export function stepOf(answers: Answers): Step {
  const { producer, kind, place, commodity, hasAmount, availableFrom } = answers;
  if (!producer) return 'producer';
  if (!kind) return 'kind';
  if (!place) return 'place';
  if (!commodity) return 'commodity';
  if (hasAmount !== true) return 'quantity';
  return kind === 'forecast' && availableFrom === undefined ? 'when' : 'confirm';
}

/** The day so many days from `nowMs`, in a time zone, as `YYYY-MM-DD`. */
export function dayIn(nowMs: number, days: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(nowMs + days * 86_400_000);
}
