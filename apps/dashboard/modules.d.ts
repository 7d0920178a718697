declare module 'virtual:outlines' {
  const outlines: { type: 'FeatureCollection'; features: unknown[] };
  export default outlines;
}

declare module '@svg-maps/indonesia' {
  const map: { label: string; viewBox: string; locations: { id: string; name: string; path: string }[] };
  export default map;
}

declare module 'pdfmake/js/qrEnc.js' {
  interface Square {
    x: number;
    y: number;
    w: number;
  }
  interface Encoder {
    measure(node: { qr: string; fit: number; eccLevel: 'L' | 'M' | 'Q' | 'H' }): { _canvas: Square[] };
  }
  const encoder: Encoder & { default?: Encoder };
  export default encoder;
}
