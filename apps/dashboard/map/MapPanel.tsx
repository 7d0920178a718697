import { Skeleton } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { useBoard } from '../live/live-context.js';
import { Boundary } from '../shell/Boundary.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { citiesOf } from './cities.js';
import { CityLegend } from './CityLegend.js';
import { FlowList } from './FlowList.js';
import { flowsOf } from './flows.js';
import { MapLegend } from './MapLegend.js';
import styles from './MapPanel.module.css';
import { isInside, type MapView } from './view.js';
import { ViewSwitch } from './ViewSwitch.js';

const FlowMap = lazy(() => import('./FlowMap.js'));

export function MapPanel({ commodity }: { commodity: string | null }) {
  const { t } = useLanguage();
  const { meta, regions, commodities } = useLists();
  const shipments = useBoard((board) => board.shipments);
  const balances = useBoard((board) => board.balances);
  const complete = useBoard((board) => board.complete);
  const [view, setView] = useState<MapView>('java');
  const flows = useMemo(
    () => flowsOf(shipments.values(), commodities, commodity),
    [shipments, commodities, commodity],
  );
  const cities = useMemo(
    () =>
      citiesOf(
        regions,
        [...balances.values()]
          .filter(({ thing }) => !commodity || thing.commodity === commodity)
          .map(({ thing }) => ({ ...thing, need: thing.need + thing.inTransit, short: thing.shortfall })),
        commodities,
        meta?.hub.region ?? null,
      ),
    [regions, balances, commodities, meta, commodity],
  );
  const outside = new Set(
    cities.filter(({ longitude, latitude }) => !isInside(view, longitude, latitude)).map(({ code }) => code),
  );
  const beyond = flows.filter(({ destination }) => outside.has(destination)).length;
  return (
    <Panel
      title={t('map/title')}
      subtitle={[
        t('map/count', { count: flows.length }),
        beyond > 0 ? t('map/beyond', { count: beyond }) : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      tools={<ViewSwitch cities={cities} view={view} choose={setView} />}
    >
      <div className={styles['sea']}>
        <Boundary fallback={<Notice icon={IconMapOff} title={t('map/failed')} />}>
          <Suspense fallback={<Skeleton height="100%" radius={0} />}>
            <FlowMap flows={flows} cities={cities} view={view} />
          </Suspense>
        </Boundary>
        {complete && flows.length === 0 && <p className={styles['none']}>{t('map/none')}</p>}
      </div>
      <MapLegend />
      <CityLegend />
      <FlowList flows={flows} />
    </Panel>
  );
}
