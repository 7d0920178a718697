import type { Balance } from '../api/types.js';

export type BalanceFigure = 'need' | 'available' | 'allocated' | 'inTransit';

/** A figure of the officers' columns. Availability is what was counted, or what a harvest will bring by then. */
export const figureOf = (balance: Balance, name: BalanceFigure): number =>
  name === 'available' ? Math.max(balance.onHand, balance.availableToPromise) : balance[name];
