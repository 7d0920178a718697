import encoder from 'pdfmake/js/qrEnc.js';

export interface QrPath {
  /** Modules on a side, with the quiet zone. */
  size: number;
  /** Of an SVG path, one square a module. */
  path: string;
}

const quiet = 4;
// A module of CommonJS: whether its default is inside depends on who loads it.
const { measure } = encoder.default ?? encoder;

/** A text as a QR code, drawn here: what it says never leaves the page. */
export function qrPath(text: string): QrPath {
  const node = measure({ qr: text, fit: 0, eccLevel: 'M' });
  const [ground, ...squares] = node._canvas;
  const module = squares[0]!.w;
  const path = squares
    .map(({ x, y }) => `M${Math.round(x / module) + quiet} ${Math.round(y / module) + quiet}h1v1h-1z`)
    .join('');
  return { size: Math.round(ground!.w / module) + 2 * quiet, path };
}
