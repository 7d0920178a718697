import { SegmentedControl } from '@mantine/core';
import { useLanguage } from '../i18n/use-language.js';
import type { City } from './cities.js';
import styles from './MapLegend.module.css';
import { isInside, type MapView } from './view.js';

interface ViewSwitchProps {
  cities: readonly City[];
  view: MapView;
  choose: (view: MapView) => void;
}

/** Java or all of Indonesia, where somebody lies outside of Java. */
export function ViewSwitch({ cities, view, choose }: ViewSwitchProps) {
  const { t } = useLanguage();
  if (cities.every(({ longitude, latitude }) => isInside('java', longitude, latitude))) return null;
  return (
    <SegmentedControl
      aria-label={t('map/view')}
      size="sm"
      className={styles['views'] ?? ''}
      value={view}
      onChange={(value) => choose(value as MapView)}
      data={[
        { value: 'java', label: t('map/java') },
        { value: 'indonesia', label: t('map/indonesia') },
      ]}
    />
  );
}
