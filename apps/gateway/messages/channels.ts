import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GatewaySettings } from '../settings.js';

export const channelNames = ['whatsapp', 'sms', 'telegram'] as const;
export type ChannelName = (typeof channelNames)[number];

/** One message as its provider tells of it. */
export interface IncomingMessage {
  /** The provider's own id of it, one of a kind in the channel. */
  id: string;
  /** E.164 with a plus, or the id of a chat. */
  address: string;
  /** Null: it is a picture, a voice or the like. */
  text: string | null;
  atMs: number;
}

export interface Envelope {
  headers: Record<string, string | string[] | undefined>;
  /** The bytes as they came: a signature is of these. */
  body: Buffer;
  nowMs: number;
}

export interface OutgoingRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A way in and out for messages, in the form that its provider has. */
export interface Channel {
  name: ChannelName;
  /** Keeps addresses of strangers unreadable. */
  secret: string;
  /** Characters that an answer may have. */
  charactersMax: number;
  proves(envelope: Envelope): boolean;
  read(json: unknown): IncomingMessage[];
  answer(address: string, text: string): OutgoingRequest;
}

const messagesMax = 100;
const idLengthMax = 256;
const skewMs = 5 * 60_000;

/** The channels whose secrets and addresses are set. */
export function channelsOf(settings: GatewaySettings): Map<ChannelName, Channel> {
  const { whatsappSecret, whatsappToken, whatsappPhoneId, smsSecret, smsUrl } = settings;
  const open: Channel[] = [];
  if (whatsappSecret !== '' && whatsappToken !== '' && whatsappPhoneId !== '') open.push(whatsapp(settings));
  if (smsSecret !== '' && smsUrl !== '') open.push(sms(settings));
  if (settings.telegramSecret !== '' && settings.telegramToken !== '') open.push(telegram(settings));
  return new Map(open.map((channel) => [channel.name, channel]));
}

/** `webhooks` of WhatsApp's Cloud API: entries, changes, messages; statuses and all else say nothing. */
function whatsapp(settings: GatewaySettings): Channel {
  const { whatsappSecret: secret, whatsappToken, whatsappPhoneId, whatsappUrl } = settings;
  return {
    name: 'whatsapp',
    secret,
    charactersMax: 1_000,
    proves: ({ headers, body }) =>
      isSame(one(headers['x-hub-signature-256']), `sha256=${hmac(secret, body)}`),
    read: (json) =>
      list(json, 'entry')
        .flatMap((entry) => list(entry, 'changes'))
        .map((change) => member(change, 'value'))
        .filter((value) => member(member(value, 'metadata'), 'phone_number_id') === whatsappPhoneId)
        .flatMap((value) => list(value, 'messages'))
        .slice(0, messagesMax)
        .flatMap((message) => {
          const [id, from, at] = [word(message, 'id'), word(message, 'from'), word(message, 'timestamp')];
          if (id === null || from === null || !/^[1-9]\d{6,14}$/.test(from) || !/^\d{1,12}$/.test(at ?? ''))
            return [];
          const text = member(message, 'type') === 'text' ? member(member(message, 'text'), 'body') : null;
          return [{ id, address: `+${from}`, text: textOf(text), atMs: Number(at) * 1_000 }];
        }),
    answer: (address, text) => ({
      url: `${whatsappUrl}/${whatsappPhoneId}/messages`,
      headers: { authorization: `Bearer ${whatsappToken}` },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: address.slice(1),
        type: 'text',
        text: { preview_url: false, body: text },
      }),
    }),
  };
}

/** Our own form for SMS gateways: `{ id, from, text, at }`, signed together with the time at which it was sent. */
function sms({ smsSecret: secret, smsUrl, smsToken }: GatewaySettings): Channel {
  return {
    name: 'sms',
    secret,
    charactersMax: 306,
    proves: ({ headers, body, nowMs }) => {
      const at = one(headers['x-timestamp']) ?? '';
      if (!/^\d{1,12}$/.test(at) || Math.abs(nowMs - Number(at) * 1_000) > skewMs) return false;
      const signed = Buffer.concat([Buffer.from(`${at}.`), body]);
      return isSame(one(headers['x-signature']), `sha256=${hmac(secret, signed)}`);
    },
    read: (json) => {
      const [id, from, at] = [word(json, 'id'), word(json, 'from'), word(json, 'at')];
      const atMs = Date.parse(at ?? '');
      if (id === null || from === null || !isPhone(from) || !Number.isFinite(atMs)) return [];
      return [{ id, address: from, text: textOf(member(json, 'text')), atMs }];
    },
    answer: (address, text) => ({
      url: smsUrl,
      headers: smsToken === '' ? ({} as Record<string, string>) : { authorization: `Bearer ${smsToken}` },
      body: JSON.stringify({ to: address, text }),
    }),
  };
}

/** Updates of a Telegram bot: messages of private chats alone. */
function telegram({ telegramSecret: secret, telegramUrl, telegramToken }: GatewaySettings): Channel {
  return {
    name: 'telegram',
    secret,
    charactersMax: 1_000,
    proves: ({ headers }) => isSame(one(headers['x-telegram-bot-api-secret-token']), secret),
    read: (json) => {
      const message = member(json, 'message');
      const chat = member(message, 'chat');
      const [chatId, id, at] = [member(chat, 'id'), member(message, 'message_id'), member(message, 'date')];
      if (member(chat, 'type') !== 'private' || ![chatId, id, at].every(Number.isSafeInteger)) return [];
      const text = textOf(member(message, 'text'));
      return [
        { id: `${String(chatId)}.${String(id)}`, address: String(chatId), text, atMs: Number(at) * 1_000 },
      ];
    },
    answer: (address, text) => ({
      url: `${telegramUrl}/bot${telegramToken}/sendMessage`,
      headers: {},
      body: JSON.stringify({ chat_id: Number(address), text }),
    }),
  };
}

export const isPhone = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
export const isChat = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text);

/** Takes as long for a wrong text as for the right one. */
export function isSame(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [hash(given), hash(expected)];
  return timingSafeEqual(a, b);
}

const hash = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
const hmac = (secret: string, body: Buffer): string =>
  createHmac('sha256', secret).update(body).digest('hex');
const one = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function list(value: unknown, name: string): unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? (found as unknown[]).slice(0, messagesMax) : [];
}

function word(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === 'string' && found !== '' && found.length <= idLengthMax ? found : null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
