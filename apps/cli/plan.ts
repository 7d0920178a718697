import type { Command } from 'commander';
import type { Context } from './context.js';

const description = `Menghitung ulang satu versi rencana dari fakta, registri, dan jam yang tercatat, lalu membandingkannya.
Computes one version of a plan again from its recorded facts, registry and clock, and compares.`;

const more = `
Basis data: DATABASE_URL, atau sistem yang sedang dijalankan npm start (DATA_DIR).
Kode akhir: 0 identik, 1 berbeda atau gagal, 2 panggilan salah atau versi tidak ada.

Database: DATABASE_URL, or the system that npm start is running (DATA_DIR).
Exit codes: 0 identical, 1 different or failed, 2 wrong call or no such version.`;

/** `plan replay <planVersion>` */
export function addPlan(program: Command, context: Context): void {
  program
    .command('plan')
    .summary('memeriksa rencana · check plans')
    .command('replay')
    .summary('menghitung ulang satu versi rencana · compute a plan again')
    .description(description)
    .argument('<planVersion>', '<hub>:<komoditas>:<n>, misalnya · for example btc:egg.chicken:118')
    .option('--json', 'jawaban sebagai JSON · answer as JSON')
    .addHelpText('after', more)
    .action(async (planVersion: string, options: { json?: boolean }) => {
      const { replayPlan } = await import('./replay-plan.js');
      await replayPlan(planVersion, options.json === true, context);
    });
}
