import { Command } from 'commander';
import { addAudit } from './audit.js';
import type { Context } from './context.js';
import { addOverShort } from './over-short.js';
import { addPeople } from './people.js';
import { addPlan } from './plan.js';
import { addRebuild } from './rebuild.js';
import { addReconcile } from './reconcile.js';
import { addRejected } from './rejected.js';

/** Every command; each adds itself, so that its file tells all of it. */
const commands: ((program: Command, context: Context) => void)[] = [
  addReconcile,
  addPlan,
  addRebuild,
  addRejected,
  addAudit,
  addOverShort,
  addPeople,
];

const titles: Record<string, string> = {
  'Usage:': 'Pemakaian · Usage:',
  'Arguments:': 'Isian · Arguments:',
  'Options:': 'Opsi · Options:',
  'Commands:': 'Perintah · Commands:',
};

const helpText = 'menampilkan bantuan · show help';

/**
 * The operators' command line. `writeHelp` gets the help that was asked for; whatever ends a call early, help
 * included, is thrown as a CommanderError.
 */
export function programOf(context: Context, writeHelp: (text: string) => void): Command {
  const program = new Command('npm run cli --')
    .description('Baris perintah Lumbung.\nThe command line of Lumbung.')
    .helpOption('-h, --help', helpText)
    .helpCommand('help [command]', helpText)
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, helpWidth: 110 })
    .configureOutput({
      writeOut: writeHelp,
      writeErr: (text) => context.terminal.line(text.trimEnd()),
      outputError: () => undefined,
    })
    .exitOverride();
  for (const add of commands) add(program, context);
  return program;
}
