import type { BilingualText } from '#contracts';
import type { ArchiveError, ArchiveErrorCode } from '#database';
import { CliError } from './cli-error.js';

const gaps: Record<ArchiveErrorCode, BilingualText> = {
  TOO_MANY_FACTS: {
    id: 'Rencana ini bertumpu pada lebih dari 200.000 fakta; itu batas hitung ulang.',
    en: 'This plan rests on more than 200,000 facts, which is the limit of a replay.',
  },
  PREVIOUS_PLAN_GONE: {
    id: 'Rencana sebelumnya sudah tidak tersimpan, padahal rencana ini bergantung padanya.',
    en: 'The plan before, on which this one depends, is no longer on record.',
  },
  HISTORY_ENDED: {
    id: 'Fakta rencana ini sudah melewati masa simpan (HISTORY_MONTHS), jadi tidak dapat dihitung ulang.',
    en: 'The facts of this plan are older than what is kept (HISTORY_MONTHS), so it cannot be computed again.',
  },
  HISTORY_BEHIND: {
    id: 'Ingatan panjang belum memuat semua fakta rencana ini. Periksa layanan historian, lalu coba lagi.',
    en: 'The long memory does not hold all facts of this plan yet. Look at the service historian and try again.',
  },
};

/** Why a plan cannot be computed again here. */
export function gone(cause: ArchiveError): CliError {
  return new CliError('FAILED', gaps[cause.code], { cause });
}
