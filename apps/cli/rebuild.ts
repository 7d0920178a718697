import type { Command } from 'commander';
import type { Context } from './context.js';

const description = `Membangun ulang keadaan dari fakta di samping yang tersimpan, lalu membandingkan baris demi baris.
Rebuilds the state from the facts beside the stored one, and compares row by row.`;

const more = `
Aman selagi layanan berjalan. Yang terputus dilanjutkan dengan menjalankannya lagi.
Basis data: DATABASE_URL, atau sistem yang sedang dijalankan npm start (DATA_DIR).
Kode akhir: 0 sama atau sudah ditukar, 1 ada perbedaan atau gagal, 2 panggilan salah atau tidak terjangkau.

Safe while the services run. One that was interrupted goes on when it is started again.
Database: DATABASE_URL, or the system that npm start is running (DATA_DIR).
Exit codes: 0 same or swapped, 1 differences found or failed, 2 wrong call or not reachable.`;

/** `rebuild` */
export function addRebuild(program: Command, context: Context): void {
  program
    .command('rebuild')
    .summary('membangun ulang keadaan dari fakta · rebuild the state from facts')
    .description(description)
    .option('--swap', 'ganti baris yang berbeda · replace the rows that differ')
    .option('--fresh', 'mulai dari awal · begin anew')
    .option('--json', 'jawaban sebagai JSON · answer as JSON')
    .addHelpText('after', more)
    .action(async (options: { swap?: boolean; fresh?: boolean; json?: boolean }) => {
      const { rebuildState } = await import('./rebuild-state.js');
      await rebuildState(options, context);
    });
}
