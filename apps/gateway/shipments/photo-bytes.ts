/** What a picture is, by its first bytes; nobody's word for it counts. */
export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';

export const photoTypes: readonly PhotoType[] = ['image/jpeg', 'image/png', 'image/webp'];

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The type of a picture; null when it is none that is taken. */
export function photoTypeOf(bytes: Buffer): PhotoType | null {
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'image/png';
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isRiff ? 'image/webp' : null;
}

/**
 * A picture without what it says about where, when and with what it was taken; how it is to be turned stays. Null when
 * its parts do not add up to a picture.
 */
export function withoutOrigin(bytes: Buffer, type: PhotoType): Buffer | null {
  if (type === 'image/jpeg') return plainJpeg(bytes);
  return type === 'image/png' ? plainPng(bytes) : plainWebp(bytes);
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
const comment = 0xfe;
const exifStart = Buffer.from('Exif\0\0', 'latin1');
/** JFIF, the colour profile and Adobe's colour transform: without them it looks otherwise. */
const keptMarkers: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);

/**
 * Application segments (APP1 … APP15: Exif, XMP, IPTC, maker's notes) and comments go, and whatever follows the end of
 * the picture: it may be another picture, with a place of its own.
 */
function plainJpeg(bytes: Buffer): Buffer | null {
  const start = bytes.subarray(0, 2);
  const kept: Buffer[] = [];
  let orientation = 1;
  let hasScan = false;
  for (let at = 2; at + 1 < bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) at += 1;
    else if (marker === endOfImage) {
      const turned = orientation === 1 ? [] : [exifOf(orientation)];
      return hasScan ? Buffer.concat([start, ...turned, ...kept, bytes.subarray(at, at + 2)]) : null;
    } else {
      if (at + 4 > bytes.length) return null;
      const segmentEnd = at + 2 + bytes.readUInt16BE(at + 2);
      if (segmentEnd > bytes.length || segmentEnd < at + 4) return null;
      const segment = bytes.subarray(at, segmentEnd);
      if (marker === 0xe1 && segment.subarray(4, 10).equals(exifStart))
        orientation = orientationIn(segment.subarray(10));
      hasScan ||= marker === startOfScan;
      const end = marker === startOfScan ? endOfScan(bytes, segmentEnd) : segmentEnd;
      const isOrigin = marker === comment || (marker >= 0xe0 && marker <= 0xef && !keptMarkers.has(marker));
      if (!isOrigin) kept.push(bytes.subarray(at, end));
      at = end;
    }
  }
  return null;
}

/** Where the next marker is: in the picture's own data an FF is followed by 00, or by a restart (D0 … D7). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** The orientation (1 … 8) that a TIFF block names; 1 when it names none. */
function orientationIn(tiff: Buffer): number {
  if (tiff.length < 14) return 1;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return 1;
  const count = short(start);
  for (let k = 0; k < count; k++) {
    const at = start + 2 + k * 12;
    if (at + 12 > tiff.length) return 1;
    if (short(at) !== 0x0112) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** An Exif segment that says nothing but the orientation. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(2 + exifStart.length + tiff.length, 2);
  return Buffer.concat([head, exifStart, tiff]);
}

const pngDropped: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function plainPng(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (at === 8 && name !== 'IHDR') return null;
    if (!pngDropped.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

const webpDropped: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
/** Bits of VP8X that say that there is Exif, and XMP. */
const webpFlags = 0b0000_1100;

function plainWebp(bytes: Buffer): Buffer | null {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const kept: Buffer[] = [];
  let hasPicture = false;
  for (let at = 12; at + 8 <= end;) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > end) return null;
    const name = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, next));
    if (name === 'VP8X' && chunk.length > 8) chunk[8]! &= ~webpFlags;
    hasPicture ||= ['VP8 ', 'VP8L', 'ANMF'].includes(name);
    if (!webpDropped.has(name)) kept.push(chunk);
    at = next;
  }
  if (!hasPicture) return null;
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
