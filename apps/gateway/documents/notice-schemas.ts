import {
  boolean,
  instant,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  ref,
  string,
  type Schema,
} from './shapes.js';

const bySeverity = (of: Schema): Schema => object({ critical: of, warning: of, info: of });
const clock: Schema = { type: 'string', example: '21:00' };

/** Schemas of what people are told, and want to be told. */
export const noticeAnswers: Record<string, Schema> = {
  Notice: object({
    noticeId: string,
    code: string,
    severity: oneOf('critical', 'warning', 'info'),
    hub: string,
    commodity: { ...string, description: '`*` where it is about none in particular' },
    subject: string,
    text: ref('Bilingual'),
    pops: { ...boolean, description: 'Wants to be on the screen' },
    page: { ...string, description: 'Where on the dashboard it can be seen' },
    raisedAt: instant,
    readAt: orNull(instant),
    clearedAt: orNull(instant),
  }),
  NoticeSummary: object({
    unread: { ...integer, description: 'That still stand' },
    popups: listOf(ref('Notice')),
  }),
  NoticeSettings: object({
    wishes: object({
      language: oneOf('id', 'en'),
      inbox: bySeverity(boolean),
      popup: bySeverity(boolean),
      mail: bySeverity(oneOf('now', 'digest', 'none')),
      mailOn: boolean,
      quiet: orNull(object({ from: clock, to: clock })),
      urgentBreaksQuiet: boolean,
      digest: oneOf('off', 'hourly', 'daily'),
      digestAt: clock,
      mutedCodes: listOf(string),
      commodities: listOf(string),
      regions: listOf(string),
    }),
    timezone: string,
    mail: object({
      isOn: { ...boolean, description: 'Whether this installation sends mail' },
      address: orNull(string),
      state: oneOf('none', 'unconfirmed', 'confirmed', 'refused'),
    }),
  }),
};
