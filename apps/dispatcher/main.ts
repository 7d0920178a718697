import 'reflect-metadata';
import { commonSettings, createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { startDispatcher } from './dispatcher.js';

if (process.argv.includes('--help')) {
  process.stdout.write(`dispatcher: plans of lanes become shipments\n${describeSettings(commonSettings)}\n`);
  process.exit(0);
}

const log = createLogger('dispatcher', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startDispatcher(loadConfig(commonSettings), log));
