/** Own drawings, 48 × 48, each in outlines and flat colours that hold on light and dark. */
const ink = 'stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"';
const line = (d: string) => `<path d="${d}" fill="none" ${ink}/>`;
const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}" ${ink}/>`;

const goods: Record<string, string> = {
  egg:
    shape('M24 6c8 0 14 13 14 22a14 14 0 0 1-28 0C10 19 16 6 24 6Z', '#f3d7ae') + line('M17 24c1-5 3-8 5-9'),
  meat:
    shape('M8 27c0-9 9-17 19-17 8 0 13 5 13 12 0 9-8 9-12 13s-6 5-11 5c-6 0-9-6-9-13Z', '#e2847d') +
    shape('M27 18a5 4 0 1 1 0 8 5 4 0 0 1 0-8Z', '#fff3ec'),
  fish:
    shape('M6 24c6-10 18-12 27-4l9-7v22l-9-7c-9 8-21 6-27-4Z', '#f2994a') +
    line('M15 22v.1M22 17c3 4 3 10 0 14'),
  fruit:
    shape('M24 14c9-6 17 1 16 11-1 9-8 16-16 16S9 34 8 25C7 15 15 8 24 14Z', '#e8c23a') +
    line('M24 14c0-4 2-7 5-8'),
  avocado:
    shape('M24 6c6 0 7 8 10 13 4 7 4 22-10 23-14-1-14-16-10-23 3-5 4-13 10-13Z', '#9cc069') +
    shape('M24 24a6 6 0 1 1 0 12 6 6 0 0 1 0-12Z', '#9b6b43'),
  milk:
    shape('M16 6h16v6l4 8v20a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V20l4-8Z', '#f4f8fb') + line('M12 24h24M16 12h16'),
  rice:
    shape('M10 16h28l4 22c0 3-2 4-4 4H10c-2 0-4-1-4-4Z', '#ead9a7') +
    line('M14 16c0-6 4-9 10-9s10 3 10 9M18 28h12'),
  chili: shape('M12 12c10 0 22 10 24 28-14 0-26-12-24-28Z', '#d6483f') + line('M12 12c-2-2-2-4 0-6'),
  leaf: shape('M8 40C6 20 18 8 40 8c1 22-11 33-30 30Z', '#7fb069') + line('M8 40c6-12 14-20 24-25'),
  box: shape('M6 16 24 7l18 9v17l-18 9-18-9Z', '#d8b27c') + line('M6 16l18 9 18-9M24 25v17'),
};

/** The picture of a commodity, by its own name first, then its family's. */
export function pictureOf(code: string): string {
  const [family = '', kind = ''] = code.split('.');
  const name = [
    /avocado/.test(kind) && 'avocado',
    /rice|maize|corn/.test(code) && 'rice',
    /chil/.test(code) && 'chili',
    /vegetable|leaf|shallot|onion/.test(code) && 'leaf',
    family,
  ].find((each) => each !== false && each in goods);
  return svg(goods[name || 'box']!);
}

const acts = {
  counted: line('M10 12h16M10 24h16M10 36h16M32 11l3 3 6-6M32 23l3 3 6-6M32 35l3 3 6-6'),
  withdrawn: line('M24 30V6M15 15l9-9 9 9M8 30v10h32V30'),
  produced: line('M24 6v24M15 21l9 9 9-9M8 30v10h32V30'),
  wasted: line('M10 14h28M18 14V8h12v6M14 14l2 28h16l2-28M20 22l8 12M28 22l-8 12'),
  forecast: line('M8 12h32v30H8ZM8 21h32M16 7v8M32 7v8M17 31l5 5 9-9'),
  place: line('M6 22 24 8l18 14M11 19v22h26V19M20 41V29h8v12'),
  person: line('M24 8a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM9 41c1-9 7-14 15-14s14 5 15 14'),
  waiting: line('M24 8a16 16 0 1 1 0 32 16 16 0 0 1 0-32ZM24 15v10l6 4'),
  sent: line('M6 24 42 8 32 42l-8-14ZM24 28 42 8'),
  taken: line('M24 8a16 16 0 1 1 0 32 16 16 0 0 1 0-32ZM16 24l6 6 11-12'),
  held: line('M24 7 44 41H4ZM24 19v10M24 35v.1'),
  refused: line('M24 8a16 16 0 1 1 0 32 16 16 0 0 1 0-32ZM18 18l12 12M30 18 18 30'),
  takenBack: line('M14 8 6 16l8 8M6 16h22a11 11 0 0 1 0 22H14'),
};

export type Act = keyof typeof acts;
export const actPicture = (act: Act): string => svg(acts[act]);

function svg(inside: string): string {
  return `<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">${inside}</svg>`;
}
