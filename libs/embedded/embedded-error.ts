/** The same sentence twice: Bahasa Indonesia first, English second. */
export interface Bilingual {
  id: string;
  en: string;
}

export type EmbeddedErrorCode =
  | 'DATA_DIR_IN_USE'
  | 'FOLDER_CLOSED'
  | 'DISK_FULL'
  | 'FETCH_FAILED'
  | 'CHECKSUM_WRONG'
  | 'KAFKA_FAILED'
  | 'POSTGRES_FAILED'
  | 'POSTGRES_UNAVAILABLE';

/** An expected failure of the embedded servers; `text` says what happened and what to do. */
export class EmbeddedError extends Error {
  constructor(
    readonly code: EmbeddedErrorCode,
    readonly text: Bilingual,
    options?: { cause?: unknown },
  ) {
    super(text.en, options);
    this.name = 'EmbeddedError';
  }
}

/**
 * Turns a system error about a folder into a sentence with its remedy; anything else comes back unchanged.
 * `folder` is the path the person knows, not the file inside it that failed.
 */
export function explainFolderError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return folderClosed(folder, error);
  return error;
}

/** Reads the last lines of a server that died for a cause a person can mend; null when there is none. */
export function explainOutput(lines: readonly string[], folder: string): EmbeddedError | null {
  const output = lines.join('\n');
  if (/No space left on device|Disk quota exceeded/i.test(output)) return diskFull(folder, output);
  if (/Permission denied|AccessDenied|Read-only file system/i.test(output))
    return folderClosed(folder, output);
  return null;
}

function diskFull(folder: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    'DISK_FULL',
    {
      id: `Disk penuh: tidak bisa menulis ke ${folder}. Kosongkan ruang disk, lalu coba lagi.`,
      en: `The disk is full: cannot write to ${folder}. Free some disk space, then try again.`,
    },
    { cause },
  );
}

function folderClosed(folder: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    'FOLDER_CLOSED',
    {
      id: `Folder tertutup: tidak boleh menulis ke ${folder}. Beri izin tulis (chown/chmod) atau pilih DATA_DIR lain.`,
      en: `Closed folder: not allowed to write to ${folder}. Grant write permission (chown/chmod) or choose another DATA_DIR.`,
    },
    { cause },
  );
}
