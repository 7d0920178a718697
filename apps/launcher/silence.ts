import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const missesMin = 3;

/**
 * Ends a program whose HTTP door gives no sign of life for `silentMs`: one that hangs never ends by itself, and nobody
 * would start it again. Returns when it has ended.
 */
export async function endWhenSilent(
  child: ChildProcess,
  port: number,
  silentMs: number,
  note: (text: string) => void,
): Promise<void> {
  let sign = Date.now();
  let misses = 0;
  while (child.exitCode === null && child.signalCode === null) {
    await sleep(silentMs / 10, undefined, { ref: false });
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, {
      signal: AbortSignal.timeout(silentMs / 3),
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    // Any answer is one; what the service thinks of itself is its own to act on.
    [sign, misses] = answer ? [Date.now(), 0] : [sign, misses + 1];
    // A machine that slept sees one miss and a long time.
    if (Date.now() - sign < silentMs || misses < missesMin) continue;
    note(`no sign of life for ${Math.round((Date.now() - sign) / 1_000)} s: it is ended`);
    child.kill('SIGKILL');
    return;
  }
}
