import indonesia from '@svg-maps/indonesia';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { Plugin } from 'vite';
import { svgRings, type Point } from './svg-rings.js';

const moduleName = 'virtual:outlines';

// Least squares over 72 islands that both sources draw: the picture is plain longitude and latitude, off by 0.02 degrees.
const pixelsPerLongitude = 17.30763;
const pixelsAtLongitudeZero = -1648.063;
const pixelsPerLatitude = -17.24576;
const pixelsAtLatitudeZero = 127.1192;

const neighbours = new Set([
  'Malaysia',
  'Brunei',
  'Singapore',
  'Timor-Leste',
  'Papua New Guinea',
  'Philippines',
  'Australia',
]);

type Atlas = Parameters<typeof feature>[0];
type Ring = Point[];
interface Outline {
  type: 'Feature';
  properties: { name: string };
  geometry: { type: 'MultiPolygon'; coordinates: Ring[][] };
}

/**
 * Offers `virtual:outlines`: GeoJSON of Indonesia's provinces (@svg-maps/indonesia, Bashir Arrohman, CC BY 4.0)
 * and of the neighbouring countries (world-atlas, Natural Earth), computed at build time so that the browser gets
 * longitude and latitude in two decimals and nothing else.
 */
export function outlines(): Plugin {
  return {
    name: 'lumbung-outlines',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    load(id) {
      if (id !== `\0${moduleName}`) return undefined;
      const collection = { type: 'FeatureCollection', features: [...countries(), ...provinces()] };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(collection))});`;
    },
  };
}

function provinces(): Outline[] {
  return indonesia.locations.map(({ id, path }) =>
    outline(
      id,
      svgRings(path).map((ring) =>
        ring.map(([x, y]) => [
          (x - pixelsAtLongitudeZero) / pixelsPerLongitude,
          (y - pixelsAtLatitudeZero) / pixelsPerLatitude,
        ]),
      ),
    ),
  );
}

function countries(): Outline[] {
  const atlas = createRequire(import.meta.url)('world-atlas/countries-50m.json') as Atlas;
  const world = feature(atlas, atlas.objects['countries'] as Atlas['objects'][string]);
  if (world.type !== 'FeatureCollection') throw new Error('world-atlas holds no collection of countries');
  return world.features.flatMap(({ properties, geometry }) => {
    const name = String(properties?.['name']);
    if (!neighbours.has(name) || (geometry.type !== 'MultiPolygon' && geometry.type !== 'Polygon')) return [];
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const rings = polygons.map((polygon) => (polygon[0] ?? []) as Ring).filter(isNear);
    return [outline(`neighbour-${name}`, rings)];
  });
}

// What can come into the picture around Indonesia; the rest would only be carried.
function isNear(ring: Ring): boolean {
  return ring.some(
    ([longitude, latitude]) => longitude > 94 && longitude < 146 && latitude > -14 && latitude < 9,
  );
}

function outline(name: string, rings: Ring[]): Outline {
  const coordinates = rings.map((ring) => [closed(ring.map(([x, y]) => [round(x), round(y)] as Point))]);
  return { type: 'Feature', properties: { name }, geometry: { type: 'MultiPolygon', coordinates } };
}

function closed(ring: Ring): Ring {
  const thin = ring.filter((point, index) => index === 0 || String(point) !== String(ring[index - 1]));
  return thin[0] ? [...thin, thin[0]] : thin;
}

const round = (degrees: number): number => Math.round(degrees * 100) / 100;
