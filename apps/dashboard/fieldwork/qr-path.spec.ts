import { createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { qrPath } from './qr-path.js';

const scale = 8;

it('is read by a camera as what was written', () => {
  const text = `https://lumbung.example/lapor/#${'aB3_-'.repeat(8)}xyz`;
  const { size, path } = qrPath(text);
  const context = createCanvas(size * scale, size * scale).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size * scale, size * scale);
  context.fillStyle = '#000';
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g))
    context.fillRect(Number(x) * scale, Number(y) * scale, scale, scale);
  const { data, width, height } = context.getImageData(0, 0, size * scale, size * scale);
  const read = jsqr as unknown as { default?: typeof jsqr };
  const decode = (read.default ?? jsqr) as unknown as (
    pixels: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null;
  expect(decode(new Uint8ClampedArray(data), width, height)?.data).toBe(text);
});
