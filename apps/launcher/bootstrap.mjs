// npm start, npm test, npm run bench, npm run cli: from a fresh checkout to the program, with nothing but Node.
import { resolve } from 'node:path';
import process from 'node:process';
import { build } from './bootstrap/build.mjs';
import {
  checkNode,
  checkServers,
  checkSettings,
  demandFolder,
  useJavaHome,
  useOwnServers,
} from './bootstrap/checks.mjs';
import { explain } from './bootstrap/failure.mjs';
import { install } from './bootstrap/install.mjs';
import { load } from './bootstrap/load.mjs';
import { root } from './bootstrap/root.mjs';
import { leaveStandardOutput, terminal } from './bootstrap/terminal.mjs';

const dataDir = resolve(root, process.env.DATA_DIR || '.data');
const [command = 'start', ...args] = process.argv.slice(2);
const runsServers = command !== 'cli';

if (command === 'cli') leaveStandardOutput();
try {
  checkNode();
  useJavaHome();
  if (command === 'test') useOwnServers(process.env);
  if (runsServers) {
    checkSettings(process.env);
    checkServers(process.env);
  }
  if (command === 'start') demandFolder(dataDir);
  await install(terminal);
  await build(terminal, runsServers ? ['services', 'dashboard'] : ['services']);
  const run = await load(command);
  await run(terminal, args);
} catch (error) {
  terminal.fail(explain(error));
  process.exit(1);
}
