import type { City } from './cities.js';
import type { Flow } from './flows.js';
import type { MapPalette } from './palette.js';
import type { MapView } from './view.js';

/** Everything that the picture is made of. */
export interface MapInput {
  flows: readonly Flow[];
  cities: readonly City[];
  view: MapView;
  palette: MapPalette;
  scheme: 'light' | 'dark';
  /** False for people who asked for less motion. */
  moving: boolean;
  narrow: boolean;
  cityName: (code: string) => string;
  /** Second line of a city's label, e.g. `82 %`; empty for none. */
  cityNote: (city: City) => string;
  cityTip: (city: City) => string[];
  flowTip: (flow: Flow) => string[];
}
