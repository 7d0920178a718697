import type { Command } from 'commander';
import type { AuditOptions } from './audit-verify.js';
import type { Context } from './context.js';

const description = `Menghitung ulang rantai hash catatan audit dari baris pertama, per pusat.
Reckons the hash chain of the audit again from its first row, hub by hub.`;

const more = `
Yang memotong baris terakhir tidak terlihat dari rantainya sendiri: simpan "sequence:hash" yang ditampilkan di tempat
lain, lalu berikan dengan --expect. Basis data: DATABASE_URL, atau sistem yang sedang dijalankan npm start (DATA_DIR).
Kode akhir: 0 utuh, 1 rusak atau gagal, 2 panggilan salah.

A cut at the end does not show in the chain itself: keep the "sequence:hash" that is shown somewhere else and give it
with --expect. Database: DATABASE_URL, or the system that npm start is running (DATA_DIR).
Exit codes: 0 whole, 1 broken or failed, 2 wrong call.`;

/** `audit verify` */
export function addAudit(program: Command, context: Context): void {
  program
    .command('audit')
    .summary('memeriksa catatan audit · check the audit')
    .command('verify')
    .summary('memeriksa rantainya · check its chain')
    .description(description)
    .option('--hub <hub>', 'satu pusat saja · one hub only')
    .option(
      '--expect <sequence:hash>',
      'baris yang harus ada, dengan --hub · a row that has to be there, with --hub',
    )
    .option('--json', 'jawaban sebagai JSON · answer as JSON')
    .addHelpText('after', more)
    .action(async (options: AuditOptions) => {
      const { verifyAudits } = await import('./audit-verify.js');
      await verifyAudits(options, context);
    });
}
