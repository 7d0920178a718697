export {
  formatDecimal,
  parseDecimal,
  type Decimal,
  type DecimalCode,
  type DecimalResult,
} from './decimal.js';
export {
  quantityMax,
  toBaseUnits,
  toPricePerMillion,
  type ConvertResult,
  type QuantityCode,
  type QuantityRange,
} from './convert.js';
export { gramsToldInTons } from './tons.js';
export { findUnit, type UnitSize } from './unit.js';
