import { createLogger, describeSettings, loadConfig, runService } from '#runtime';
import { simulatorSettings } from './settings.js';
import { startSimulator } from './simulator.js';

if (process.argv.includes('--help')) {
  process.stdout.write(
    `simulator: plays a live day of Blitar's trade\n${describeSettings(simulatorSettings)}\n`,
  );
  process.exit(0);
}

const log = createLogger('simulator', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startSimulator(loadConfig(simulatorSettings), log));
