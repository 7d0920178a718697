import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { demandFolder } from './checks.mjs';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';

const parts = [
  {
    name: 'services',
    text: { id: 'Membangun layanan', en: 'Building the services' },
    sources: ['apps', 'libs', 'package-lock.json', '.config/swc.json', '.config/rolldown.config.js'],
    skip: /^apps\/dashboard(\/|$)|\.spec\.ts$/,
  },
  {
    name: 'dashboard',
    text: { id: 'Membangun dasbor', en: 'Building the dashboard' },
    sources: ['apps/dashboard', 'libs/contracts', 'libs/domain', 'package-lock.json'],
    skip: /\.spec\.tsx?$/,
  },
];

/** Builds of the named parts what changed since the last build, told by the content of its sources. */
export async function build(terminal, names) {
  const due = parts.filter((part) => names.includes(part.name) && isDue(part));
  if (due.length > 0) demandFolder(join(root, 'dist'));
  for (const [index, part] of due.entries()) {
    terminal.step(part.text);
    terminal.bar(index, due.length);
    rmSync(markerOf(part), { force: true });
    await run(part);
    writeFileSync(markerOf(part), part.fingerprint);
  }
  terminal.bar(due.length, due.length);
}

function isDue(part) {
  part.fingerprint = fingerprint(part);
  try {
    return readFileSync(markerOf(part), 'utf8') !== part.fingerprint;
  } catch {
    return true;
  }
}

function markerOf(part) {
  return join(root, 'dist', `.built-${part.name}`);
}

function fingerprint(part) {
  const hash = createHash('sha256');
  for (const source of part.sources) {
    for (const file of filesUnder(join(root, source))) {
      const name = relative(root, file);
      if (!part.skip.test(name)) hash.update(`${name}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const child = join(path, entry.name);
      return entry.isDirectory() ? filesUnder(child) : [child];
    });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

async function run(part) {
  const child = spawn('npm', ['run', '--silent', `build:${part.name}`], {
    cwd: root,
    // Whatever surrounds us, a test run for one, what is built is what goes live.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (output = `${output}${chunk}`.slice(-8_000)));
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const system = /ENOSPC|EACCES/.exec(output)?.[0];
  if (system) throw Object.assign(new Error(output), { code: system });
  process.stderr.write(output);
  throw new Failure({
    id: `Gagal membangun bagian "${part.name}". Pesan di atas menunjukkan berkasnya; "npm run check:types" memeriksa semuanya.`,
    en: `Building the part "${part.name}" failed. The message above names the file; "npm run check:types" checks all.`,
  });
}
