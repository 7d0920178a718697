import { commonSettings, integer, optional, trackPace, type Config } from '#runtime';
import { mailSettings, webhookSettings } from '#outbound';

/** What the dispatcher reads from its environment, once. */
export const dispatcherSettings = {
  ...commonSettings,
  ...webhookSettings,
  ...mailSettings,
  publicUrl: optional('PUBLIC_URL', 'where people reach the dashboard; links in mails lead there'),
  heldGoodsHours: integer('HELD_GOODS_HOURS', 24, 'hours after which goods without a decision are an alert', {
    min: 1,
    max: 720,
  }),
  photoDays: integer('PHOTO_DAYS', 180, 'days for which photos of receipts are kept', { min: 7, max: 3_650 }),
  readingDays: integer('READING_DAYS', 90, 'days for which positions and temperatures are kept', {
    min: 2,
    max: 3_650,
  }),
  trackPace,
};

export type DispatcherConfig = Config<typeof dispatcherSettings>;
