/** Names under which plain values are injected. */
export const READ_ACCESS = Symbol('read access');
export const SETTINGS = Symbol('settings');
