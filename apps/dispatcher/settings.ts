import { commonSettings, integer, trackPace, type Config } from '#runtime';
import { webhookSettings } from '#outbound';

/** What the dispatcher reads from its environment, once. */
export const dispatcherSettings = {
  ...commonSettings,
  ...webhookSettings,
  readingDays: integer('READING_DAYS', 90, 'days for which positions and temperatures are kept', {
    min: 2,
    max: 3_650,
  }),
  trackPace,
};

export type DispatcherConfig = Config<typeof dispatcherSettings>;
