import { stateOf, type City } from './cities.js';
import { citySigns, signColour } from './city-signs.js';
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
  const state = stateOf(city);
  const note = input.cityNote(city);
  const name = input.cityName(city.code);
  return {
    name,
    value: [city.longitude, city.latitude],
    tip: input.cityTip(city),
    symbol: `path://${citySigns[state].path}`,
    symbolKeepAspect: true,
    symbolSize: city.isHub ? (narrow ? 20 : 28) : narrow ? 11 : 15,
    itemStyle: {
      color: palette[signColour[state].palette],
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
