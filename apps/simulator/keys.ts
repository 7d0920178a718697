import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The demo parties' keys, read again whenever one is refused: a fresh installation has fresh keys. */
export class Keys {
  private keys: Record<string, string> = {};

  constructor(private readonly dataDir: string) {}

  of(party: string): string | undefined {
    return this.keys[party];
  }

  /** True when the file could be read. */
  async load(): Promise<boolean> {
    try {
      const read: unknown = JSON.parse(await readFile(join(this.dataDir, 'demo-keys.json'), 'utf8'));
      if (typeof read !== 'object' || read === null) return false;
      this.keys = Object.fromEntries(
        Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
      return true;
    } catch {
      // Not there yet, or just being written: the caller waits and tries again.
      return false;
    }
  }
}
