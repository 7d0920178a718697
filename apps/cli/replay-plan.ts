import { ArchiveError, digestOf, PlanArchive } from '#database';
import { allocationDifferences, type AllocationDifference } from '#domain';
import { gone } from './archive-gaps.js';
import { CliError } from './cli-error.js';
import type { Context } from './context.js';
import { withDatabase } from './server.js';

interface Replay {
  planVersion: string;
  identical: boolean;
  recordedDigest: string;
  digest: string;
  differences: AllocationDifference[];
}

/** Computes a plan again and says whether it is the recorded one, byte for byte, or what differs. */
export async function replayPlan(planVersion: string, asJson: boolean, context: Context): Promise<void> {
  const replay = await withDatabase(async (database) => {
    const archive = new PlanArchive(database);
    const record = await archive.find(planVersion);
    if (record === null) throw notFound(planVersion);
    const plan = await archive.replay(record).catch((error: unknown) => {
      throw error instanceof ArchiveError ? gone(error) : error;
    });
    const digest = digestOf(plan);
    return {
      planVersion,
      identical: digest === record.digest,
      recordedDigest: record.digest,
      digest,
      differences: allocationDifferences(record.allocations, plan.allocations),
    };
  });
  if (!replay.identical) context.exitWith(1);
  await context.answer(asJson ? `${JSON.stringify(replay, null, 2)}\n` : told(replay));
}

function told({ planVersion, identical, recordedDigest, digest, differences }: Replay): string {
  if (identical) return `${planVersion}: identik · identical (sha256 ${digest})\n`;
  const rows = differences.map(
    ({ lane, pickupDate, lotId, demandId, before, after }) =>
      `  ${lane} ${pickupDate}  ${lotId} → ${demandId}: ${before} → ${after}\n`,
  );
  const where =
    rows.length > 0
      ? `alokasi tercatat → dihitung ulang · allocations recorded → computed again:\n${rows.join('')}`
      : 'alokasinya sama, baris lain berbeda · same allocations, other lines differ\n';
  return `${planVersion}: berbeda · different\n  sha256 ${recordedDigest} → ${digest}\n${where}`;
}

function notFound(planVersion: string): CliError {
  return new CliError('NOT_FOUND', {
    id: `Tidak ada rencana versi ${planVersion}. Bentuknya <hub>:<komoditas>:<n>, misalnya btc:egg.chicken:118.`,
    en: `There is no plan of version ${planVersion}. It looks like <hub>:<commodity>:<n>, such as btc:egg.chicken:118.`,
  });
}
