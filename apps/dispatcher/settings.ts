import { commonSettings, type Config } from '#runtime';
import { webhookSettings } from '#outbound';

/** What the dispatcher reads from its environment, once. */
export const dispatcherSettings = { ...commonSettings, ...webhookSettings };

export type DispatcherConfig = Config<typeof dispatcherSettings>;
