import { CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { processContext, type Context } from './context.js';
import { programOf } from './program.js';
import type { Terminal } from './terminal.js';
import { usageErrorOf } from './usage.js';

/** `npm run cli -- <command> …`. Sets the exit code of the process; throws only what nobody expected. */
export async function run(terminal: Terminal, args: string[] = []): Promise<void> {
  const context = processContext(terminal);
  let help = '';
  try {
    await programOf(context, (text) => (help += text)).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) await endCall(error, help, context);
    else if (error instanceof CliError) end(error, context);
    else throw error;
  }
}

/** Help that was asked for is an answer; help instead of an answer has been shown on standard error. */
async function endCall(error: CommanderError, help: string, context: Context): Promise<void> {
  if (error.exitCode === 0) await context.answer(help);
  else if (error.code === 'commander.help') context.exitWith(2);
  else end(usageErrorOf(error), context);
}

function end(error: CliError, { terminal, exitWith }: Context): void {
  terminal.fail(error.text);
  exitWith(error.exitCode);
}
