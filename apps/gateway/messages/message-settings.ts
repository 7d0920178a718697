import { hostList, integer, optional, text } from '#runtime';

const targets = hostList(
  'MESSAGE_TARGETS',
  'host:port inside, or without TLS, that answers may go to: development',
);

/** Of reports by message: a channel without its secret is closed. */
export const messageSettings = {
  whatsappSecret: optional('WHATSAPP_APP_SECRET', 'app secret that WhatsApp signs with; empty: closed', true),
  whatsappVerifyToken: optional('WHATSAPP_VERIFY_TOKEN', 'token that WhatsApp shows once, to verify', true),
  whatsappToken: optional('WHATSAPP_TOKEN', 'token with which answers are sent', true),
  whatsappPhoneId: optional('WHATSAPP_PHONE_ID', 'id of the phone number that is written to'),
  whatsappUrl: text('WHATSAPP_URL', 'https://graph.facebook.com/v23.0', 'where answers are sent'),
  smsSecret: optional('SMS_SECRET', 'secret that the SMS gateway signs with; empty: closed', true),
  smsToken: optional('SMS_TOKEN', 'bearer token with which answers are sent', true),
  smsUrl: optional('SMS_URL', 'address of the SMS gateway that answers are posted to'),
  telegramSecret: optional('TELEGRAM_SECRET', 'secret_token of the webhook; empty: closed', true),
  telegramToken: optional('TELEGRAM_TOKEN', 'token of the bot', true),
  telegramUrl: text('TELEGRAM_URL', 'https://api.telegram.org', 'where answers are sent'),
  messagesPerMinute: integer('MESSAGES_PER_MINUTE', 20, 'messages read from one sender in a minute', {
    min: 1,
    max: 1_000,
  }),
  messageTargets: {
    ...targets,
    fallback: '',
    parse: (value: string) => (value === '' ? [] : targets.parse(value)),
  },
};
