import { useLanguage } from '../i18n/use-language.js';
import { cityStates, type CityState } from './cities.js';
import { citySigns, signColour } from './city-signs.js';
import styles from './MapLegend.module.css';

/** What the signs of the cities mean: shape, colour and words. */
export function CityLegend({ states = cityStates }: { states?: readonly CityState[] }) {
  const { t } = useLanguage();
  return (
    <ul className={styles['legend']} aria-label={t('map/citySigns')}>
      {states.map((state) => (
        <li key={state}>
          <svg width="16" height="16" viewBox={citySigns[state].box} aria-hidden>
            <path d={citySigns[state].path} fill={`var(--${signColour[state].css})`} />
          </svg>
          {t(`map/city/${state}`)}
        </li>
      ))}
    </ul>
  );
}
