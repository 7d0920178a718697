import { svgRings } from './svg-rings.js';

describe('svgRings', () => {
  it('reads relative moves and lines, and starts the next ring where the last one began', () => {
    expect(svgRings('m 1,1 2,0 0,2 z m 10,10 1,0 0,1 z')).toEqual([
      [
        [1, 1],
        [3, 1],
        [3, 3],
      ],
      [
        [11, 11],
        [12, 11],
        [12, 12],
      ],
    ]);
  });

  it('reads absolute coordinates and single axes', () => {
    expect(svgRings('M 0 0 H 4 V 3 h -4 Z')).toEqual([
      [
        [0, 0],
        [4, 0],
        [4, 3],
        [0, 3],
      ],
    ]);
  });

  it('closes a ring that the path left open', () => {
    expect(svgRings('m 0,0 1,0 0,1')).toHaveLength(1);
  });

  it('refuses curves instead of drawing them wrongly', () => {
    expect(() => svgRings('m 0,0 c 1,1 2,2 3,3 z')).toThrow('command c');
  });
});
