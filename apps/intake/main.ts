import 'reflect-metadata';
import { createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { startIntake } from './intake.js';
import { intakeSettings } from './settings.js';

if (process.argv.includes('--help')) {
  process.stdout.write(`intake: events of parties become facts\n${describeSettings(intakeSettings)}\n`);
  process.exit(0);
}

const log = createLogger('intake', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startIntake(loadConfig(intakeSettings), log));
