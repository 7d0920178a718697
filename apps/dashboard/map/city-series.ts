import type { City } from './cities.js';
import type { MapInput } from './input.js';

type Side = 'top' | 'bottom' | 'left' | 'right';

// Where a label has room: the cities around Jakarta are closer to each other than their names are long.
const sides: Record<string, Side> = {
  '31': 'left',
  '32.75': 'top',
  '32.76': 'bottom',
  '32.73': 'bottom',
  '32.74': 'bottom',
  '33.72': 'bottom',
  '35.78': 'right',
  '35.72': 'bottom',
};

const hubSign =
  'path://M24 3C12.5 8 6.6 17 5 27.6c4.4-1.2 6.2-1.5 8-1.5V45h22V26.1c1.8 0 3.6.3 8 1.5C41.4 17 35.5 8 24 3Z';

export function citySeries(input: MapInput): object {
  const { palette } = input;
  return {
    type: 'scatter',
    id: 'cities',
    coordinateSystem: 'geo',
    zlevel: 3,
    data: input.cities.filter((city) => isShown(city)).map((city) => cityItem(city, input)),
    label: {
      show: true,
      color: palette.ink,
      fontFamily: palette.font,
      fontSize: input.narrow ? 11 : 12.5,
      lineHeight: input.narrow ? 12 : 15,
      backgroundColor: `${palette.panel}d9`,
      borderRadius: 6,
      padding: [2, 5],
    },
    labelLayout: { hideOverlap: input.view === 'indonesia' },
    emphasis: { scale: 1.3 },
  };
}

// A regency around the hub would lie on top of it.
const isShown = (city: City): boolean => city.isHub || city.code !== '35.05';

function cityItem(city: City, input: MapInput): object {
  const { palette, narrow } = input;
  const note = input.cityNote(city);
  const name = input.cityName(city.code);
  return {
    name,
    value: [city.longitude, city.latitude],
    tip: input.cityTip(city),
    symbol: city.isHub ? hubSign : 'circle',
    symbolKeepAspect: true,
    symbolSize: city.isHub ? (narrow ? 20 : 28) : narrow ? 9 : 13,
    itemStyle: {
      color: cityColour(city, input),
      borderColor: palette.panel,
      borderWidth: city.isHub ? 1.5 : 2,
    },
    label: {
      position: sides[city.code] ?? 'right',
      distance: 6,
      formatter: note ? `{name|${name}}\n{note|${note}}` : `{name|${name}}`,
      rich: {
        name: { fontWeight: city.isHub ? 800 : 650, fontSize: narrow ? 11 : city.isHub ? 15 : 12.5 },
        note: {
          color: palette.ink,
          fontSize: narrow ? 10 : 11.5,
        },
      },
    },
  };
}

function cityColour(city: City, { palette }: MapInput): string {
  if (city.isHub) return palette.gabah;
  if (city.met === null) return palette.inkSoft;
  if (city.met >= 0.995) return palette.padi;
  return city.met >= 0.6 ? palette.gabah : palette.bata;
}
