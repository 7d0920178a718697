// What a person and a phone see of a PDF: its text by page, and what the code on its first page says. Argument: the
// file; with a second one, a folder, each page is drawn there too.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import jsqr from 'jsqr';

// What it draws with has to be of one kind: it brings a canvas of its own else.
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const [file, folder] = process.argv.slice(2);
const dotsPerPoint = 2;
const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
const pages = [];
let code = null;
for (let n = 1; n <= pdf.numPages; n++) {
  const page = await pdf.getPage(n);
  const { items } = await page.getTextContent();
  const sizes = items
    .filter(({ str }) => str?.trim())
    .map(({ transform }) => Math.hypot(transform[2], transform[3]));
  pages.push({
    text: items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''),
    smallest: Math.min(...sizes),
  });
  if (n > 1 && !folder) continue;
  const viewport = page.getViewport({ scale: dotsPerPoint });
  const canvas = createCanvas(viewport.width, viewport.height);
  const context = canvas.getContext('2d');
  await page.render({ canvasContext: context, viewport, background: 'white' }).promise;
  if (folder) writeFileSync(join(folder, `page-${n}.png`), canvas.toBuffer('image/png'));
  if (n > 1) continue;
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  code = jsqr(data, width, height)?.data ?? null;
}
const [width, height] = (await pdf.getPage(1)).view.slice(2);
process.stdout.write(JSON.stringify({ pages, code, width, height }));
