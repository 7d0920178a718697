import type { CityState } from './cities.js';
import type { MapPalette } from './palette.js';

interface Sign {
  path: string;
  /** `viewBox` around it. */
  box: string;
}

/** A shape for each state of a city, so that nobody has to tell the colours apart. */
export const citySigns: Record<CityState, Sign> = {
  hub: {
    path: 'M24 3C12.5 8 6.6 17 5 27.6c4.4-1.2 6.2-1.5 8-1.5V45h22V26.1c1.8 0 3.6.3 8 1.5C41.4 17 35.5 8 24 3Z',
    box: '0 0 48 48',
  },
  met: { path: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20Z', box: '0 0 24 24' },
  part: { path: 'M12 1L23 12L12 23L1 12Z', box: '0 0 24 24' },
  short: { path: 'M12 2L23 22H1Z', box: '0 0 24 24' },
  none: { path: 'M4 4H20V20H4Z', box: '0 0 24 24' },
};

/** The colour of each sign: its token, and its name among the map's colours. */
export const signColour: Record<CityState, { css: string; palette: keyof MapPalette }> = {
  hub: { css: 'gabah-bright', palette: 'gabah' },
  met: { css: 'padi-bright', palette: 'padi' },
  part: { css: 'gabah-bright', palette: 'gabah' },
  short: { css: 'bata-bright', palette: 'bata' },
  none: { css: 'ink-soft', palette: 'inkSoft' },
};
