import { resolve } from 'node:path';
import type { BilingualText } from '#contracts';
import { CliError } from './cli-error.js';
import type { Context } from './context.js';
import { Gateway } from './gateway.js';
import { readText } from './source.js';

interface Options {
  as?: string;
  json?: boolean;
}

export interface ListOptions extends Options {
  party?: string;
  code?: string;
  type?: string;
  state?: string;
  search?: string;
  limit?: string;
  cursor?: string;
}

export interface ResendOptions extends Options {
  file?: string;
}

interface Identity {
  source: string;
  id: string;
}

interface Rejected {
  rejectedId: string;
  party: string | null;
  eventId: string | null;
  type: string | null;
  code: string;
  text: BilingualText;
  details: { path?: string; code?: string; text?: BilingualText }[];
  origin: { topic: string; partition: number; offset: number };
  receivedAt: string;
  state: string;
  resolvedBy: string | null;
  reason: string | null;
  resent: Identity | null;
  payload: string | null;
}

interface Shown extends Rejected {
  history: {
    at: string;
    by: string;
    action: string;
    event: Identity | null;
    code: string | null;
    text: BilingualText | null;
    reason: string | null;
  }[];
}

const mendedBytesMax = 1024 * 1024;
const decidedWithinMs = 5_000;
const askEveryMs = 200;

/** Prints one page of the list. Errors: CliError. */
export async function list(options: ListOptions, context: Context): Promise<void> {
  const { as, json, search, ...filters } = options;
  const gateway = await Gateway.reach(as);
  const query = new URLSearchParams({ ...filters, ...(search === undefined ? {} : { q: search }) });
  const page = await gateway.call<{ items: Rejected[]; next: string | null }>(`/v1/rejected?${query}`);
  if (json) return context.answer(laidOut(page));
  const lines = page.items.map(
    ({ rejectedId, receivedAt, state, party, code, eventId, text }) =>
      `${rejectedId}  ${receivedAt}  ${state.padEnd(9)}  ${party ?? '?'}  ${code}  ${eventId ?? '–'}\n    ${both(text)}\n`,
  );
  if (page.items.length === 0) lines.push('tidak ada · none\n');
  if (page.next !== null) lines.push(`masih ada · more: --cursor ${page.next}\n`);
  return context.answer(lines.join(''));
}

/** Prints one with its content and history. Errors: CliError. */
export async function show(
  id: string,
  options: Options & { payload?: boolean },
  context: Context,
): Promise<void> {
  const gateway = await Gateway.reach(options.as);
  const item = await gateway.call<Shown>(addressOf(id));
  if (options.payload) return context.answer(`${item.payload ?? ''}\n`);
  return context.answer(options.json ? laidOut(item) : told(item));
}

/** Sends it again and waits until intake has decided, five seconds at most. Errors: CliError. */
export async function resend(id: string, options: ResendOptions, context: Context): Promise<void> {
  const body = options.file === undefined ? undefined : { event: await eventIn(options.file, context) };
  const gateway = await Gateway.reach(options.as);
  const sent = await gateway.call<{ event: Identity }>(`${addressOf(id)}/resend`, { method: 'POST', body });
  const item = await decided(gateway, id);
  if (options.json) return context.answer(laidOut(item));
  const { source, id: eventId } = sent.event;
  const words =
    item.state === 'open'
      ? 'sudah di broker, belum diputuskan · at the broker, not decided yet'
      : 'dikirim ulang · resent';
  return context.answer(`${id}: ${words}: ${source} ${eventId}\n`);
}

/** Lets it be. Errors: CliError. */
export async function dismiss(
  id: string,
  options: Options & { reason: string },
  context: Context,
): Promise<void> {
  const gateway = await Gateway.reach(options.as);
  const body = { reason: options.reason };
  const answer = await gateway.call(`${addressOf(id)}/dismiss`, { method: 'POST', body });
  return context.answer(options.json ? laidOut(answer) : `${id}: dikesampingkan · dismissed\n`);
}

async function eventIn(file: string, { folder }: Context): Promise<unknown> {
  const source = file === '-' ? { name: 'stdin', path: null } : { name: file, path: resolve(folder, file) };
  const text = await readText(source, mendedBytesMax);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(
      'BROKEN_JSON',
      {
        id: `${source.name}: JSON rusak dan tidak dapat dibaca.`,
        en: `${source.name}: the JSON is broken and cannot be read.`,
      },
      { cause },
    );
  }
}

async function decided(gateway: Gateway, id: string): Promise<Shown> {
  for (const giveUpAt = Date.now() + decidedWithinMs; ;) {
    const item = await gateway.call<Shown>(addressOf(id));
    if (item.state !== 'open' || Date.now() > giveUpAt) return item;
    await new Promise((done) => setTimeout(done, askEveryMs));
  }
}

function addressOf(id: string): string {
  return `/v1/rejected/${encodeURIComponent(id)}`;
}

function told(item: Shown): string {
  const { topic, partition, offset } = item.origin;
  const rows = [
    `${item.rejectedId}  ${item.state}`,
    `  ${item.code}: ${both(item.text)}`,
    ...item.details.map(({ path, code, text }) => `    ${path}: ${text ? both(text) : code}`),
    `  pengirim · sender: ${item.party ?? '?'}   id: ${item.eventId ?? '–'}   ${item.type ?? '–'}`,
    `  diterima · received: ${item.receivedAt}   asal · origin: ${topic} ${partition} ${offset}`,
    ...item.history.map(({ at, by, action, event, code, reason }) =>
      ['  riwayat · history:', at, action, by, event?.id, code, reason].filter(Boolean).join(' '),
    ),
    ...(item.payload === null ? [] : ['', item.payload]),
  ];
  return `${rows.join('\n')}\n`;
}

function both({ id, en }: BilingualText): string {
  return `${id} · ${en}`;
}

function laidOut(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
