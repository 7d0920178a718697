/** A way in which people state amounts: `base` base units make one. */
export interface StatedUnit {
  name: string;
  base: number;
  decimals: number;
}

export const kilogram = 1_000;
export const tonne = 1_000_000;
export const litre = 1_000;

export const unit = (name: string, base: number, decimals = 0): StatedUnit => ({ name, base, decimals });
