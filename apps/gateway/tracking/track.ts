import { judgeTrack, type Judged, type Reading } from '#domain';

interface Shown {
  shipmentId: string;
  status: string;
  tracking?: object;
}

/**
 * A track as GeoJSON (RFC 7946): first a line through what is believed, then a point for each reading that is shown.
 * Of more readings than `limit` the first, the last and those between at even steps are shown; what is not believed
 * is in no line, and its mark says why.
 */
export function trackOf(
  { shipmentId, status, tracking }: Shown,
  readings: readonly Reading[],
  limit: number,
  pace: number,
): object {
  const judged = thinned(judgeTrack(readings, pace), limit);
  const line = judged.filter(({ mark }) => mark === null).map(({ reading }) => coordinatesOf(reading));
  return {
    type: 'FeatureCollection',
    shipmentId,
    status,
    readings: readings.length,
    shown: judged.length,
    tracking: tracking ?? null,
    features: [
      {
        type: 'Feature',
        geometry: line.length < 2 ? null : { type: 'LineString', coordinates: line },
        properties: { shipmentId },
      },
      ...judged.map(({ reading, mark }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: coordinatesOf(reading) },
        properties: {
          time: new Date(reading.time).toISOString(),
          temperatureCelsius: reading.temperatureCelsius,
          mark,
        },
      })),
    ],
  };
}

function thinned(judged: readonly Judged[], limit: number): Judged[] {
  if (judged.length <= limit) return [...judged];
  const step = (judged.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, k) => judged[Math.round(k * step)]!);
}

// GeoJSON names the longitude first.
function coordinatesOf({ latitude, longitude }: Reading): [number, number] {
  return [longitude, latitude];
}
