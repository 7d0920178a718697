import type { Command } from 'commander';
import type { Context } from './context.js';

const description = `Menulis ulang buku lebih/kurang dari keadaan kiriman yang tersimpan.
Writes the over/short ledger again, from the states of shipments that are kept.`;

const more = `
Aman selagi layanan berjalan: yang baru menunggu sebentar. Harga dicari lagi, jadi harga yang datang terlambat ikut.
Basis data: DATABASE_URL, atau sistem yang sedang dijalankan npm start (DATA_DIR).

Safe while the services run: what is new waits for a moment. Prices are looked up again, so that late ones count.
Database: DATABASE_URL, or the system that npm start is running (DATA_DIR).`;

const statementMaxMs = 15 * 60_000;

/** `over-short rebuild` */
export function addOverShort(program: Command, context: Context): void {
  program
    .command('over-short')
    .summary('buku lebih/kurang · the over/short ledger')
    .command('rebuild')
    .summary('tulis ulang · write it again')
    .description(description)
    .option('--json', 'jawaban sebagai JSON · answer as JSON')
    .addHelpText('after', more)
    .action(async (options: { json?: boolean }) => {
      const { loadRegistry, rebuildOverShort } = await import('#database');
      const { withDatabase } = await import('./server.js');
      const lines = await withDatabase(
        async (database) => {
          const registry = await loadRegistry(database);
          return database.transaction((sql) => rebuildOverShort(sql, registry, Date.now()));
        },
        process.env,
        { statementTimeoutMs: statementMaxMs },
      );
      await context.answer(options.json ? `${JSON.stringify({ lines })}\n` : `${lines} baris · lines\n`);
    });
}
