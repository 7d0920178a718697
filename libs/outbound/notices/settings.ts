import { integer, oneOf, optional, type Config } from '#runtime';

/** What the gateway and the dispatcher have to agree on about mail. */
export const mailSettings = {
  smtpUrl: optional(
    'SMTP_URL',
    'smtp://user:password@host:587 or smtps://…:465 that mail goes through; empty: no mail',
    true,
  ),
  smtpTls: oneOf(
    'SMTP_TLS',
    ['required', 'off'],
    'required',
    'whether smtp:// must become TLS before anything is said',
  ),
  mailFrom: optional('MAIL_FROM', 'address that mail comes from, e.g. Lumbung <lumbung@btc.example>'),
  mailKey: optional('MAIL_KEY', '32 bytes in base64 that links in mails are signed with', true),
  mailsPerHour: integer(
    'MAILS_PER_HOUR',
    6,
    'mails to one person in an hour; what is more waits and goes together',
    {
      min: 1,
      max: 1_000,
    },
  ),
  noticeDays: integer('NOTICE_DAYS', 30, 'days for which notices are kept', { min: 1, max: 365 }),
};

export type MailConfig = Config<typeof mailSettings> & { publicUrl: string };

/** True when mail goes out here. @throws Error with what is missing in one sentence */
export function mailIsOn({ smtpUrl, mailFrom, mailKey, publicUrl }: MailConfig): boolean {
  if (smtpUrl === '') return false;
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol))
    throw new Error('SMTP_URL must begin with smtp:// or smtps://');
  if (!/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(mailFrom))
    throw new Error('SMTP_URL needs MAIL_FROM, an address');
  if (Buffer.from(mailKey, 'base64').length !== 32)
    throw new Error('SMTP_URL needs MAIL_KEY, 32 bytes in base64');
  if (!URL.canParse(publicUrl)) throw new Error('SMTP_URL needs PUBLIC_URL: links in mails lead there');
  return true;
}
