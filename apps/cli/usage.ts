import type { CommanderError } from 'commander';
import type { BilingualText } from '#contracts';
import { CliError } from './cli-error.js';

/** Commander's codes for a wrong call; `name` is what its message quotes. */
const sentences: Record<string, (name: string) => BilingualText> = {
  'commander.unknownCommand': (name) => ({
    id: `Perintah "${name}" tidak ada.`,
    en: `There is no command "${name}".`,
  }),
  'commander.unknownOption': (name) => ({ id: `Opsi ${name} tidak ada.`, en: `There is no option ${name}.` }),
  'commander.missingArgument': (name) => ({ id: `Yang kurang: <${name}>.`, en: `Missing: <${name}>.` }),
  'commander.optionMissingArgument': (name) => ({
    id: `Opsi ini perlu nilai: ${name}.`,
    en: `This option needs a value: ${name}.`,
  }),
  'commander.missingMandatoryOptionValue': (name) => ({
    id: `Opsi ini wajib: ${name}.`,
    en: `This option is required: ${name}.`,
  }),
  'commander.excessArguments': () => ({ id: 'Terlalu banyak isian.', en: 'Too many arguments.' }),
};

/** A wrong call, with the way to the help. */
export function usageError({ id, en }: BilingualText, options?: ErrorOptions): CliError {
  const text = {
    id: `${id} Bantuan: npm run cli -- --help`,
    en: `${en} Help: npm run cli -- --help`,
  };
  return new CliError('USAGE', text, options);
}

/** What commander says of a wrong call, in both languages. */
export function usageErrorOf(error: CommanderError): CliError {
  const message = error.message.replace(/^error: /, '');
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const text = sentences[error.code]?.(name) ?? { id: `Panggilan salah: ${message}.`, en: `${message}.` };
  return usageError(text, { cause: error });
}
