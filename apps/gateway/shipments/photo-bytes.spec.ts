import { photoTypeOf, withoutOrigin } from './photo-bytes.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const place = latin('GPS -7.2575 112.7521');

const segment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** An Exif block that says how the picture is turned, and where it was taken. */
function exif(order: 'II' | 'MM', orientation: number): Buffer {
  const tiff = Buffer.alloc(38);
  const little = order === 'II';
  const short = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(2, 8);
  short(0x8825, 10);
  long(30, 18);
  short(0x0112, 22);
  short(3, 24);
  long(1, 26);
  short(orientation, 30);
  return Buffer.concat([latin('Exif\0\0'), tiff, place]);
}

const scan = Buffer.concat([segment(0xda, latin('head')), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd0, 3])]);
const end = Buffer.from([0xff, 0xd9]);
const start = Buffer.from([0xff, 0xd8]);
const jpeg = (...parts: Buffer[]) => Buffer.concat([start, ...parts]);
const jfif = segment(0xe0, latin('JFIF'));

it('knows a picture by its bytes', () => {
  expect(photoTypeOf(jpeg(jfif, scan, end))).toBe('image/jpeg');
  for (const bytes of [latin('<svg/>'), latin('%PDF-1.7'), Buffer.alloc(0), latin('RIFF0000WAVE'), start])
    expect(photoTypeOf(bytes)).toBeNull();
});

it('takes from a JPEG where it was taken, and keeps how it is turned', () => {
  for (const [order, orientation] of [
    ['II', 6],
    ['MM', 8],
  ] as const) {
    const bytes = jpeg(
      jfif,
      segment(0xe1, exif(order, orientation)),
      segment(0xe1, latin('http://ns.adobe.com/xap/1.0/ GPS')),
      segment(0xed, place),
      segment(0xfe, place),
      segment(0xe2, latin('ICC_PROFILE')),
      scan,
      segment(0xc4, latin('table')),
      segment(0xfe, place),
      scan,
      end,
      jpeg(segment(0xe1, exif('MM', 1)), scan, end),
    );
    const plain = withoutOrigin(bytes, 'image/jpeg')!;
    expect(plain.includes('GPS')).toBe(false);
    expect(plain.includes('ICC_PROFILE')).toBe(true);
    expect(plain.subarray(-2).equals(end)).toBe(true);
    // What is plain stays as it is: the same photo has the same id, however often it is sent.
    expect(withoutOrigin(plain, 'image/jpeg')!.equals(plain)).toBe(true);
    expect(
      plain.subarray(2).indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation])),
    ).toBeGreaterThan(0);
  }
  const straight = jpeg(jfif, scan, end);
  expect(
    withoutOrigin(jpeg(jfif, segment(0xe1, exif('II', 1)), scan, end), 'image/jpeg')!.equals(straight),
  ).toBe(true);
});

it('takes it from a PNG and a WebP', () => {
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const body = [chunk('IHDR', Buffer.alloc(13)), chunk('IDAT', latin('x'))];
  const png = Buffer.concat([
    signature,
    ...body,
    chunk('eXIf', place),
    chunk('tEXt', place),
    chunk('IEND', latin('')),
  ]);
  expect(photoTypeOf(png)).toBe('image/png');
  expect(withoutOrigin(Buffer.concat([png, place]), 'image/png')).toEqual(
    Buffer.concat([signature, ...body, chunk('IEND', latin(''))]),
  );

  const part = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const riff = (...parts: Buffer[]) => part('RIFF', Buffer.concat([latin('WEBP'), ...parts]));
  const flags = (bits: number) => part('VP8X', Buffer.from([bits, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const webp = riff(flags(0b1110), part('VP8 ', latin('abc')), part('EXIF', place), part('XMP ', place));
  expect(photoTypeOf(webp)).toBe('image/webp');
  expect(withoutOrigin(webp, 'image/webp')).toEqual(riff(flags(0b0010), part('VP8 ', latin('abc'))));
});

it('refuses what is cut off or does not add up', () => {
  const whole = jpeg(jfif, segment(0xe1, exif('II', 6)), scan, end);
  for (let length = 2; length < whole.length - 1; length++)
    expect(withoutOrigin(whole.subarray(0, length), 'image/jpeg')).toBeNull();
  expect(withoutOrigin(jpeg(jfif, end), 'image/jpeg')).toBeNull();
  expect(withoutOrigin(latin('RIFF\xff\xff\xff\xffWEBP'), 'image/webp')).toBeNull();
  expect(withoutOrigin(Buffer.concat([start, Buffer.alloc(20)]), 'image/png')).toBeNull();
});
