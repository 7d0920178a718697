import { formatNumber } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import type { OverShort } from './over-short.js';

const million = 1_000_000;

/** What all of it comes to, by unit: grams and millilitres do not add up. */
export function Totals({ totals }: { totals: readonly OverShort[] }) {
  const { t, language } = useLanguage();
  return totals.map(({ unit, accepted, received, short, over, wasted, rupiah, otif, unpriced }) => {
    const said = (quantity: number): string => formatQuantity(quantity, unit, language, { compact: true });
    const money = (name: 'short' | 'over' | 'wasted'): string =>
      rupiah ? ` · Rp\u00a0${formatNumber(rupiah[name], language)}` : '';
    const figures = [
      { name: 'accepted', value: said(accepted) },
      { name: 'received', value: said(received) },
      { name: 'short', value: said(short) + money('short') },
      { name: 'over', value: said(over) + money('over') },
      { name: 'wasted', value: said(wasted) + money('wasted') },
      {
        name: 'otif',
        value:
          otif.ppm === null
            ? t('office/ledger/notYet')
            : `${formatNumber((100 * otif.ppm) / million, language, 1)} %`,
      },
    ];
    return (
      <div key={unit}>
        <dl className={parts['facts']} aria-label={t('office/ledger/totals')}>
          {figures.map(({ name, value }) => (
            <div key={name}>
              <dt>{t(`office/ledger/column/${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {unpriced > 0 && (
          <p className={parts['body']}>
            <span className={parts['soft']}>{t('office/ledger/unpriced', { count: unpriced })}</span>
          </p>
        )}
      </div>
    );
  });
}
