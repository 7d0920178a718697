/** How people are told of alerts. */
export const NOTICES = Symbol('NOTICES');

export interface NoticesOptions {
  /** Whether mail goes out here. */
  mailOn: boolean;
  /** The time zone of a party's hub. */
  timezone: (party: string) => string;
}
