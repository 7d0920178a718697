import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Scanned {
  pages: { text: string; smallest: number }[];
  /** What the code on the first page says. */
  code: string | null;
  width: number;
  height: number;
}

/** Draws a PDF with an independent library and reads it. PAPERS_DIR: where to leave it with pictures of its pages. */
export function scan(pdf: Buffer, name = 'paper'): Scanned {
  const folder = mkdtempSync(join(process.env['PAPERS_DIR'] ?? tmpdir(), `${name}-`));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    const drawn = process.env['PAPERS_DIR'] === undefined ? [] : [folder];
    const said = execFileSync(process.execPath, ['test/papers/pdf-eyes.mjs', file, ...drawn], {
      encoding: 'utf8',
    });
    return JSON.parse(said) as Scanned;
  } finally {
    if (process.env['PAPERS_DIR'] === undefined) rmSync(folder, { recursive: true });
  }
}
