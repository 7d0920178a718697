import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli as run } from '../support/cli.js';

// The first call may have to build.
jest.setTimeout(60_000);

const problem = {
  lots: [{ id: 'late', quantity: 60 }],
  demands: [
    { id: 'near', need: 100 },
    { id: 'far', need: 50 },
  ],
  arcs: [
    { lot: 'late', demand: 'near', cost: 1 },
    { lot: 'late', demand: 'far', cost: 9 },
  ],
};
/** Equal shares of what each needs: two fifths. */
const answer = {
  allocations: [
    { lot: 'late', demand: 'far', quantity: 20 },
    { lot: 'late', demand: 'near', quantity: 40 },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumbung-cli-'));
  mkdirSync(join(folder, 'in'));
  write('in/good.json', JSON.stringify(problem));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('answers one file with one JSON document, whatever the settings of servers are', async () => {
  const { code, out, said } = await cli(['reconcile', 'in/good.json'], '', {
    PORT: 'nowhere',
    DATABASE_URL: 'nowhere',
    KAFKA_BROKERS: 'nowhere',
    JAVA_HOME: '',
  });
  expect({ code, said: said.includes('✗') }).toEqual({ code: 0, said: false });
  expect(JSON.parse(out)).toEqual(answer);
});

it('answers standard input, and a whole answer about a plan', async () => {
  const { code, out } = await cli(['reconcile', '-'], `\ufeff${JSON.stringify({ digest: '…', problem })}`);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(answer);
});

it('answers a folder file by file, and one bad file stops no other', async () => {
  write('in/broken.json', '{"lots": [');
  write('in/wrong.json', JSON.stringify({ ...problem, lots: [{ id: 'late', quantity: -1 }] }));
  write('in/twice.json', JSON.stringify({ ...problem, lots: [...problem.lots, ...problem.lots] }));
  write('in/read.me', 'no problem');
  const { code, out, said } = await cli(['reconcile', 'in', '--out', 'new/out']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(readdirSync(join(folder, 'new/out'))).toEqual(['good.json']);
  expect(JSON.parse(readFileSync(join(folder, 'new/out/good.json'), 'utf8'))).toEqual(answer);
  expect(said).toContain('BROKEN_JSON: in/broken.json: JSON rusak');
  expect(said).toContain('BAD_PROBLEM: in/wrong.json: lots/0/quantity is out of range (≥ 0) [OUT_OF_RANGE]');
  expect(said).toContain('BAD_PROBLEM: in/twice.json: late: the lot occurs twice [DUPLICATE_LOT]');
});

it('ends well when every file is good, and writes again over an older answer', async () => {
  mkdirSync(join(folder, 'out'));
  write('out/good.json', 'old');
  write('more.json', JSON.stringify({ lots: [], demands: [], arcs: [] }));
  const { code } = await cli(['reconcile', 'in/good.json', 'more.json', '--out', 'out']);
  expect(code).toBe(0);
  expect(readdirSync(join(folder, 'out'))).toEqual(['good.json', 'more.json']);
  expect(JSON.parse(readFileSync(join(folder, 'out/good.json'), 'utf8'))).toEqual(answer);
  expect(JSON.parse(readFileSync(join(folder, 'out/more.json'), 'utf8'))).toEqual({ allocations: [] });
});

it.each([
  ['no command', [], 'Pemakaian · Usage:'],
  ['an unknown command', ['reconsile', 'x'], 'USAGE: Perintah "reconsile" tidak ada.'],
  ['no problem', ['reconcile'], 'USAGE: Missing: <problem>.'],
  ['an unknown option', ['reconcile', '--in', 'x'], 'USAGE: Opsi --in tidak ada.'],
  ['a folder without a place for its answers', ['reconcile', 'in'], 'memerlukan --out <folder>'],
  ['answers over the problems', ['reconcile', 'in', '--out', 'in'], 'akan menimpa soalnya sendiri'],
  ['a file that is not there', ['reconcile', 'nowhere.json'], 'NOT_FOUND: nowhere.json tidak ada.'],
])('refuses %s', async (_, args, sentence) => {
  const { code, out, said } = await cli(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(said).toContain(sentence);
  expect(JSON.parse(readFileSync(join(folder, 'in/good.json'), 'utf8'))).toEqual(problem);
});

it('tells a folder it cannot write to from a bad problem', async () => {
  const { code, said } = await cli(['reconcile', 'in', '--out', 'in/good.json']);
  expect(code).toBe(1);
  expect(said).toContain('NOT_WRITABLE');
});

it('shows help in both languages', async () => {
  const { code, out } = await cli(['reconcile', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('Menyelesaikan soal alokasi murni');
  expect(out).toContain('Solves a pure allocation problem');
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const cli = (args: string[], input = '', env: Record<string, string> = {}) =>
  run(folder, args, { input, env });
