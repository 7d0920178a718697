import { instant, integer, listOf, object, oneOf, orNull, ref, string, type Schema } from './shapes.js';

const number: Schema = { type: 'number' };

/** Schemas of what is said of readings and tracks. */
export const trackingAnswers: Record<string, Schema> = {
  ReadingVerdicts: object({
    accepted: integer,
    repeated: integer,
    refused: integer,
    items: listOf(
      object({
        index: integer,
        status: oneOf('accepted', 'repeated', 'refused'),
        shipments: listOf(string),
        'code?': string,
        'text?': ref('Bilingual'),
      }),
    ),
  }),
  Track: object({
    type: oneOf('FeatureCollection'),
    shipmentId: string,
    status: string,
    readings: integer,
    shown: integer,
    tracking: orNull({ type: 'object' }),
    features: listOf(
      object({
        type: oneOf('Feature'),
        geometry: orNull(
          object({ type: oneOf('LineString', 'Point'), coordinates: { type: 'array', items: {} } }),
        ),
        properties: object({
          'shipmentId?': string,
          'time?': instant,
          'temperatureCelsius?': orNull(number),
          'mark?': orNull(oneOf('SPEED_IMPOSSIBLE')),
        }),
      }),
    ),
  }),
};
