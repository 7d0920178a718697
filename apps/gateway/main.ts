import 'reflect-metadata';
import { createLogger, describeSettings, runService } from '#runtime';
import { startGateway } from './gateway.js';
import { gatewaySettings, readSettings } from './settings.js';

if (process.argv.includes('--help')) {
  process.stdout.write(`gateway: the HTTP door\n${describeSettings(gatewaySettings)}\n`);
  process.exit(0);
}

const log = createLogger('gateway', process.env['LOG_LEVEL'] ?? 'info');
await runService(log, () => startGateway(readSettings(), log));
