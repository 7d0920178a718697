import { en as deskEn } from '../../apps/dashboard/desk/texts/en.js';
import { id as deskId } from '../../apps/dashboard/desk/texts/id.js';
import { en } from '../../apps/dashboard/i18n/en.js';
import { id } from '../../apps/dashboard/i18n/id.js';
import { FoodBalanceForm } from '../../apps/gateway/food-balance/food-balance-form.js';
import type { RegistryIndex } from '#access';

/** The officers know the balance by these names: on every page of it, and in every file. */
it.each([
  ['id', id, deskId, ['Komoditas', 'Kebutuhan', 'Ketersediaan', 'Neraca', 'Harga', 'Keterangan']],
  ['en', en, deskEn, ['Commodity', 'Need', 'Availability', 'Balance', 'Price', 'Remarks']],
] as const)(
  'the columns of the balance have one name on pages and in files (%s)',
  (language, shell, desk, names) => {
    expect([
      shell.common.commodity,
      shell.balances.need,
      shell.balances.available,
      shell.balances.gap,
      desk.price,
      desk.remark,
    ]).toEqual(names);
    const { words } = new FoodBalanceForm(language, {} as RegistryIndex);
    expect([
      words.commodity,
      words.need,
      words.available,
      words.balance,
      // In a file a number stands alone, so its heading has the currency.
      words.price.replace(/ \(\w+\)$/, ''),
      words.remark,
    ]).toEqual(names);
  },
);
