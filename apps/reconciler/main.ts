import 'reflect-metadata';
import { commonSettings, createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { startReconciler } from './reconciler.js';

if (process.argv.includes('--help')) {
  process.stdout.write(
    `reconciler: facts become plans, balances and alerts\n${describeSettings(commonSettings)}\n`,
  );
  process.exit(0);
}

const log = createLogger('reconciler', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startReconciler(loadConfig(commonSettings), log));
