import process from 'node:process';
import { root } from './root.mjs';

/** An expected failure: one sentence that names the remedy, in both languages. */
export class Failure extends Error {
  constructor(text, options) {
    super(text.en, options);
    this.text = text;
  }
}

/** The sentence for any error: its own, one for a closed folder or a full disk, or the error's message. */
export function explain(error) {
  if (error?.text?.id && error.text.en) return error.text;
  const place = error?.path ?? root;
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) return closedFolder(place);
  if (['ENOSPC', 'EDQUOT'].includes(error?.code)) return fullDisk(place);
  if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${error?.stack ?? error}\n`);
  const message = String(error?.message ?? error);
  return { id: `Gagal: ${message}`, en: `Failed: ${message} (LOG_LEVEL=debug shows where)` };
}

export function closedFolder(place) {
  return {
    id: `Folder tertutup: tidak boleh menulis ke ${place}. Beri izin tulis (chown/chmod), atau klon ke folder milik Anda.`,
    en: `Closed folder: not allowed to write to ${place}. Grant write permission (chown/chmod), or clone into a folder of yours.`,
  };
}

export function fullDisk(place) {
  return {
    id: `Disk penuh: tidak bisa menulis ke ${place}. Kosongkan ruang disk, lalu coba lagi.`,
    en: `The disk is full: cannot write to ${place}. Free some disk space, then try again.`,
  };
}
