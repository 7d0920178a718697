import 'reflect-metadata';
import { createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { startDispatcher } from './dispatcher.js';
import { dispatcherSettings } from './settings.js';

if (process.argv.includes('--help')) {
  process.stdout.write(
    `dispatcher: plans of lanes become shipments\n${describeSettings(dispatcherSettings)}\n`,
  );
  process.exit(0);
}

const log = createLogger('dispatcher', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startDispatcher(loadConfig(dispatcherSettings), log));
