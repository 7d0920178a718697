declare module 'virtual:outlines' {
  const outlines: { type: 'FeatureCollection'; features: unknown[] };
  export default outlines;
}

declare module '@svg-maps/indonesia' {
  const map: { label: string; viewBox: string; locations: { id: string; name: string; path: string }[] };
  export default map;
}
