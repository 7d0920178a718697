import { tableMediaTypes } from '#tables';
import type { TableFormat } from '#tables';

/** Media types of tables that are taken in. */
export const tableTypes = Object.values(tableMediaTypes).map(bare);

/** The format that a `Content-Type` names; null when it is none of a table. */
export function tableFormatOf(contentType: string | undefined): TableFormat | null {
  const formats = Object.keys(tableMediaTypes) as TableFormat[];
  return formats.find((format) => bare(tableMediaTypes[format]) === bare(contentType ?? '')) ?? null;
}

function bare(mediaType: string): string {
  return mediaType.split(';', 1)[0]!.trim().toLowerCase();
}
