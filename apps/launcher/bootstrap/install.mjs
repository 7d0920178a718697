import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { demandFolder } from './checks.mjs';
import { closedFolder, Failure, fullDisk } from './failure.mjs';
import { root } from './root.mjs';

/** Installs node_modules when what is there is not what package-lock.json says. */
export async function install(terminal) {
  const wanted = packagesOf('package-lock.json');
  if (isInstalled(wanted)) return;
  demandFolder(root, 1_500);
  const folders = Object.keys(wanted).filter((folder) => folder !== '');
  terminal.step({ id: 'Memasang pustaka Node.js', en: 'Installing the Node.js libraries' });
  discardHalf();
  const count = () => folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).length;
  const timer = setInterval(() => terminal.bar(Math.min(count(), folders.length - 1), folders.length), 500);
  try {
    await runNpm();
  } finally {
    clearInterval(timer);
  }
  terminal.bar(folders.length, folders.length);
}

/** An install that was cut short may have left half a package behind, which npm would take for whole. */
function discardHalf() {
  const modules = join(root, 'node_modules');
  if (existsSync(join(modules, '.package-lock.json'))) return;
  rmSync(modules, { recursive: true, force: true });
}

/**
 * npm leaves a record of what it put into node_modules, written last: an install that was cut short has none.
 * Packages for other systems are in the lock and rightly not in the folder.
 */
function isInstalled(wanted) {
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([folder, { version, optional, link }]) => {
    if (folder === '' || link) return true;
    return present[folder] ? present[folder].version === version : optional === true;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT' && file.startsWith('node_modules')) return {};
    throw error;
  }
}

async function runNpm() {
  // Not `npm ci`: it refuses a lock that lacks packages of other systems, which a registry may not have.
  // What the lock names is installed as it says; NODE_ENV=production would leave out what builds the program.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const [program, ...before] = npm;
  const child = spawn(program, [...before, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (output = `${output}${chunk}`.slice(-20_000)));
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw npmFailure(output);
}

function npmFailure(output) {
  if (/ENOSPC|EDQUOT/.test(output)) return new Failure(fullDisk(root));
  if (/\bEACCES\b|\bEPERM\b|\bEROFS\b/.test(output)) return new Failure(closedFolder(root));
  const detail =
    /npm (?:error|ERR!) (.*)/.exec(output.replace(/npm (?:error|ERR!) code .*\n/, ''))?.[1] ??
    output.slice(-300);
  return new Failure({
    id: `npm install gagal: ${detail}. Periksa sambungan internet atau proxy npm, lalu coba lagi.`,
    en: `npm install failed: ${detail}. Check the internet connection or npm's proxy, then try again.`,
  });
}
