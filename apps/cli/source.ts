import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { CliError, type CliErrorCode } from './cli-error.js';

/** Bytes of one file or of standard input. */
export const sourceBytesMax = 64 * 1024 * 1024;

/** Where one problem comes from. */
export interface Source {
  /** As the person named it. */
  name: string;
  /** Absolute path, or null for standard input. */
  path: string | null;
}

/** The text of a source. Errors: CliError. */
export async function readText(source: Source, bytesMax = sourceBytesMax): Promise<string> {
  const stream: Readable = source.path === null ? process.stdin : createReadStream(source.path);
  return textOf(await readBytes(stream, source.name, bytesMax), source.name);
}

async function readBytes(stream: Readable, name: string, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > bytesMax) throw tooLarge(name, bytesMax);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(name, error as NodeJS.ErrnoException);
  }
  return Buffer.concat(chunks);
}

/** UTF-8, or UTF-16 behind a byte order mark, as some systems write what a command prints. */
export function textOf(bytes: Buffer, name: string): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliError(
      'NOT_TEXT',
      { id: `${name} bukan teks UTF-8.`, en: `${name} is not UTF-8 text.` },
      { cause },
    );
  }
}

function tooLarge(name: string, bytesMax: number): CliError {
  const megabytes = bytesMax / 1024 ** 2;
  return new CliError('TOO_LARGE', {
    id: `${name} lebih besar dari ${megabytes} MB; berkas sebesar itu tidak dibaca.`,
    en: `${name} is larger than ${megabytes} MB; a file of that size is not read.`,
  });
}

function unreadable(name: string, cause: NodeJS.ErrnoException): CliError {
  const code: CliErrorCode = cause.code === 'ENOENT' ? 'NOT_FOUND' : 'NOT_READABLE';
  const text =
    code === 'NOT_FOUND'
      ? { id: `${name} tidak ada.`, en: `${name} does not exist.` }
      : { id: `${name} tidak dapat dibaca (${cause.code}).`, en: `${name} cannot be read (${cause.code}).` };
  return new CliError(code, text, { cause });
}
