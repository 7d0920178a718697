import type { Command } from 'commander';
import type { Context } from './context.js';
import type { ListOptions, ResendOptions } from './rejected-events.js';

const more = `
Sistem: GATEWAY_URL, atau yang sedang dijalankan npm start (DATA_DIR). Kunci: LUMBUNG_KEY, atau demo-keys.json
untuk pihak --as (bawaan: hub). Kode akhir: 0 baik, 1 ditolak atau gagal, 2 panggilan salah atau tidak ada.

System: GATEWAY_URL, or the one that npm start is running (DATA_DIR). Key: LUMBUNG_KEY, or demo-keys.json for the
party --as (by default the hub). Exit codes: 0 fine, 1 refused or failed, 2 wrong call or no such event.`;

const as = [
  '--as <party>',
  'pihak yang berbicara, dengan kunci demo · party that speaks, by its demo key',
] as const;
const json = ['--json', 'jawaban sebagai JSON · answer as JSON'] as const;
const idText = 'rejectedId dari daftar · from the list';

/** `rejected list | show | resend | dismiss` */
export function addRejected(program: Command, context: Context): void {
  const rejected = program
    .command('rejected')
    .summary('peristiwa yang ditolak · rejected events')
    .description(
      'Mendaftar, melihat, mengirim ulang, dan mengesampingkan peristiwa yang ditolak.\nLists, shows, resends and dismisses rejected events.',
    )
    .addHelpText('after', more);
  addList(rejected, context);
  addShow(rejected, context);
  addResend(rejected, context);
  addDismiss(rejected, context);
}

function addList(rejected: Command, context: Context): void {
  rejected
    .command('list')
    .summary('mendaftar, terbaru dahulu · list, newest first')
    .option('--party <party>', 'pengirim · sender')
    .option('--code <code>', 'kode penolakan · code of the refusal')
    .option('--type <type>', 'jenis peristiwa · event type')
    .option('--state <state>', 'open, resent, dismissed')
    .option('--search <text>', 'teks dalam id atau isi · text in id or content')
    .option('--limit <n>', 'paling banyak · at most (1–500)')
    .option('--cursor <cursor>', 'halaman berikut · next page')
    .option(...as)
    .option(...json)
    .addHelpText('after', more)
    .action(async (options: ListOptions) => {
      const { list } = await import('./rejected-events.js');
      await list(options, context);
    });
}

function addShow(rejected: Command, context: Context): void {
  rejected
    .command('show')
    .summary('satu, dengan isi dan riwayat · one, with content and history')
    .argument('<id>', idText)
    .option('--payload', 'isinya saja, untuk diperbaiki · what it said alone, to be mended')
    .option(...as)
    .option(...json)
    .addHelpText('after', more)
    .action(async (id: string, options: { payload?: boolean; as?: string; json?: boolean }) => {
      const { show } = await import('./rejected-events.js');
      await show(id, options, context);
    });
}

function addResend(rejected: Command, context: Context): void {
  rejected
    .command('resend')
    .summary('mengirim ulang, seperti semula atau diperbaiki · resend, as it was or mended')
    .argument('<id>', idText)
    .option('--file <file>', 'peristiwa yang sudah diperbaiki, atau - · the mended event, or -')
    .option(...as)
    .option(...json)
    .addHelpText('after', more)
    .action(async (id: string, options: ResendOptions) => {
      const { resend } = await import('./rejected-events.js');
      await resend(id, options, context);
    });
}

function addDismiss(rejected: Command, context: Context): void {
  rejected
    .command('dismiss')
    .summary('mengesampingkan · let it be')
    .argument('<id>', idText)
    .requiredOption('--reason <text>', 'alasan · why')
    .option(...as)
    .option(...json)
    .addHelpText('after', more)
    .action(async (id: string, options: { reason: string; as?: string; json?: boolean }) => {
      const { dismiss } = await import('./rejected-events.js');
      await dismiss(id, options, context);
    });
}
