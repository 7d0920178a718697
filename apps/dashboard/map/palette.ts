/** Canvas cannot read style sheets, so the map asks for the tokens' present values. */
export interface MapPalette {
  land: string;
  landHome: string;
  landFar: string;
  landLine: string;
  ink: string;
  inkSoft: string;
  panel: string;
  line: string;
  sea: string;
  padi: string;
  gabah: string;
  bata: string;
  font: string;
}

export function readPalette(element: Element): MapPalette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    land: token('--land'),
    landHome: token('--land-home'),
    landFar: token('--land-far'),
    landLine: token('--land-line'),
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    panel: token('--panel'),
    line: token('--line'),
    sea: token('--sea'),
    padi: token('--padi-bright'),
    gabah: token('--gabah-bright'),
    bata: token('--bata-bright'),
    font: style.fontFamily,
  };
}
