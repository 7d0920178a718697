import type { Balance } from '../api/types.js';
import type { QuantityStyle } from '../format/quantity.js';

/** All figures of one balance in the same unit, so that they can be compared by eye. */
export const rowStyle = (balance: Balance): QuantityStyle => ({
  commodity: balance.commodity,
  beside: Math.max(balance.need, balance.onHand, balance.allocated, balance.surplus),
});
