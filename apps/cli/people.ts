import type { Command } from 'commander';
import type { Context } from './context.js';

const description = `Membuat tautan sekali pakai untuk administrator pertama, bila belum ada administrator.
Makes the one-time link for the first administrator, when there is none.`;

const more = `
Tautan lama tidak berlaku lagi. Basis data: DATABASE_URL, atau sistem yang dijalankan npm start (DATA_DIR).
Kode akhir: 0 tautan dicetak, 1 sudah ada administrator atau gagal, 2 panggilan salah.

An older link ends. Database: DATABASE_URL, or the system that npm start is running (DATA_DIR).
Exit codes: 0 the link is printed, 1 there is an administrator already or it failed, 2 wrong call.`;

/** `people first-link` */
export function addPeople(program: Command, context: Context): void {
  program
    .command('people')
    .summary('orang dan hak masuknya · people and their access')
    .command('first-link')
    .summary('tautan administrator pertama · link of the first administrator')
    .description(description)
    .option('--url <url>', 'alamat Lumbung · address of Lumbung', 'http://localhost:8080')
    .addHelpText('after', more)
    .action(async ({ url }: { url: string }) => {
      const { printFirstLink } = await import('./first-link.js');
      await printFirstLink(url, context);
    });
}
