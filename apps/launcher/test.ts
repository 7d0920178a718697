import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot, startPlatform, type Platform } from '#embedded';
import type { Terminal } from './terminal.js';

const branchesCoveredMin = 95;
const usesServers = '\\.(int|e2e)\\.spec\\.ts$';
/** Specs that kill servers, time them or fill the machine: each gets it for itself. */
const wantsTheMachine = '/test/(cluster|faults|launcher|week)/.*\\.e2e\\.spec\\.ts$';

/**
 * `npm test`: every spec, against a real Kafka and Postgres that nobody else uses. Ends the process: exit code 0
 * when at least one test ran and all of them passed. `args` go to Jest and choose a part.
 */
export async function run(terminal: Terminal, args: string[] = []): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lumbung-test-'));
  let platform: Platform | undefined;
  let tally: Tally;
  try {
    terminal.step({
      id: 'Menyalakan Kafka dan Postgres untuk uji',
      en: 'Starting Kafka and Postgres for the tests',
    });
    platform = await startPlatform({ dataDir: join(folder, 'servers'), mode: 'test', progress: terminal });
    const env = {
      ...process.env,
      KAFKA_BROKERS: platform.kafka.brokers,
      KAFKA_USERNAME: platform.kafka.owner.username,
      KAFKA_PASSWORD: platform.kafka.owner.password,
      DATABASE_URL: platform.postgres.url,
    };
    tally = await runAll(args, folder, { ...env, NODE_ENV: 'test' });
  } finally {
    await platform?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const failures = tally.failed + tally.skipped;
  if (tally.skipped > 0) {
    terminal.fail({
      id: `${tally.skipped} uji dilewati; itu dihitung gagal.`,
      en: `${tally.skipped} tests were skipped, which counts as failed.`,
    });
  }
  terminal.line(`${tally.passed} passed, ${failures} failed`);
  process.exit(failures === 0 && tally.passed > 0 && tally.clean ? 0 : 1);
}

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Jest itself was content, its coverage threshold included. */
  clean: boolean;
}

async function runAll(args: string[], folder: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  if (args.length > 0) return runJest(['--maxWorkers=1', ...args], join(folder, 'part.json'), env);
  const tallies = [
    await runJest(
      [`--maxWorkers=${availableParallelism()}`, ...pureArguments],
      join(folder, 'pure.json'),
      env,
    ),
    // Each has databases, topics and groups of its own, or servers of its own: they wait more than they work.
    await runJest(
      [`--maxWorkers=${Math.min(2, availableParallelism())}`, ...serverArguments],
      join(folder, 'servers.json'),
      env,
    ),
    await runJest(['--maxWorkers=1', wantsTheMachine], join(folder, 'alone.json'), env),
  ];
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  return {
    passed: sum((tally) => tally.passed),
    failed: sum((tally) => tally.failed),
    skipped: sum((tally) => tally.skipped),
    clean: tallies.every((tally) => tally.clean),
  };
}

const serverArguments = ['--testPathIgnorePatterns', wantsTheMachine, '/node_modules/', '--', usesServers];

const pureArguments = [
  '--testPathIgnorePatterns',
  usesServers,
  '/node_modules/',
  '/dist/',
  '--coverage',
  '--coverageDirectory=coverage',
  '--coverageReporters=text-summary',
  '--coverageReporters=lcov',
  '--collectCoverageFrom=libs/domain/**/*.ts',
  '--collectCoverageFrom=!**/*.spec.ts',
  `--coverageThreshold=${JSON.stringify({ global: { branches: branchesCoveredMin } })}`,
];

async function runJest(args: string[], resultFile: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const jest = join(repositoryRoot, 'node_modules/jest/bin/jest.js');
  const common = ['-c', '.config/jest.config.cjs', '--ci', '--json', `--outputFile=${resultFile}`];
  const child = spawn(process.execPath, [jest, ...common, ...args], {
    cwd: repositoryRoot,
    env,
    // With --json Jest prints its results on standard output as well; people read its report on standard error.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return { ...readResult(resultFile), clean: code === 0 };
}

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

function readResult(file: string): Omit<Tally, 'clean'> {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
    return {
      passed: result.numPassedTests,
      // A file that does not even load has no tests to fail, and is a failure all the same.
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
