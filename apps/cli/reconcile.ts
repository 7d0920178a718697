import type { Command } from 'commander';
import type { Context } from './context.js';

const description = `Menyelesaikan soal alokasi murni persis seperti tertulis dan mencetak alokasinya sebagai JSON.
Solves a pure allocation problem exactly as it stands and prints its allocations as JSON.`;

const inputs = `berkas JSON, folder berisi *.json, atau - untuk masukan standar
JSON files, a folder of *.json, or - for standard input`;

const out = `menulis satu jawaban per soal, dengan nama yang sama, ke folder ini
write one answer per problem, under the same name, to this folder`;

const more = `
Satu soal tanpa --out dijawab pada keluaran standar; folder atau beberapa berkas memerlukan --out.
Soal: { lots, demands, arcs, caps }, atau jawaban utuh GET /v1/plans/{planVersion}.
Kode akhir: 0 baik, 1 gagal menulis atau menghitung, 2 panggilan atau soal salah.

One problem without --out is answered on standard output; a folder or several files need --out.
A problem: { lots, demands, arcs, caps }, or a whole answer of GET /v1/plans/{planVersion}.
Exit codes: 0 fine, 1 writing or solving failed, 2 wrong call or wrong problem.`;

/** `reconcile <problem.json | folder | -> … [--out <folder>]` */
export function addReconcile(program: Command, context: Context): void {
  program
    .command('reconcile')
    .summary('menyelesaikan soal alokasi murni · solve a pure allocation problem')
    .description(description)
    .argument('<problem...>', inputs)
    .option('--out <folder>', out)
    .addHelpText('after', more)
    .action(async (paths: string[], options: { out?: string }) => {
      const { solveFiles } = await import('./solve-files.js');
      await solveFiles(paths, options.out, context);
    });
}
