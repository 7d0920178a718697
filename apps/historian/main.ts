import 'reflect-metadata';
import { createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { startHistorian } from './historian.js';
import { historianSettings } from './settings.js';

if (process.argv.includes('--help')) {
  process.stdout.write(`historian: the long memory of facts\n${describeSettings(historianSettings)}\n`);
  process.exit(0);
}

const log = createLogger('historian', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startHistorian(loadConfig(historianSettings), log));
