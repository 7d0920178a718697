import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useNames } from '../api/registry.js';
import { formatPercent } from '../format/number.js';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { createChart } from './chart.js';
import { stateOf, type City } from './cities.js';
import type { Flow } from './flows.js';
import { mapOption } from './option.js';
import { readPalette } from './palette.js';
import type { MapView } from './view.js';

interface FlowMapProps {
  flows: readonly Flow[];
  cities: readonly City[];
  view: MapView;
  /** What the picture is of, for those who do not see it. */
  label?: string;
}

/** Drawing all flows takes tens of milliseconds. */
const redrawMs = 1_000;

type Chart = ReturnType<typeof createChart>;

/** The map itself; what it shows is also told by the list below it. */
export default function FlowMap({ flows, cities, view, label }: FlowMapProps) {
  const { t, language } = useLanguage();
  const names = useNames();
  const element = useRef<HTMLDivElement>(null);
  const chart = useChart(element);
  const scheme = useComputedColorScheme('light');
  const moving = !useReducedMotion();
  const narrow = useMediaQuery('(max-width: 47.99em)') ?? false;

  const drawnAt = useRef(0);
  useEffect(() => {
    // A storm of news redraws it now and then; what is chosen on the page is drawn at once.
    const rest = Math.max(0, drawnAt.current + redrawMs - performance.now());
    const timer = setTimeout(() => {
      drawnAt.current = performance.now();
      draw();
    }, rest);
    return () => clearTimeout(timer);

    function draw(): void {
      if (!element.current) return;
      const option = mapOption({
        flows,
        cities,
        view,
        scheme,
        moving,
        narrow,
        palette: readPalette(element.current),
        cityName: names.region,
        cityNote: (city) => (city.isHub || city.met === null ? '' : formatPercent(city.met, language)),
        cityTip: (city) => [
          names.region(city.code),
          t(`map/city/${stateOf(city)}`),
          ...(city.isHub || city.met === null
            ? []
            : [t('map/met', { percent: formatPercent(city.met, language) })]),
          ...Object.entries(city.short).map(([unit, quantity]) =>
            t('map/short', { quantity: formatQuantity(quantity, unit, language) }),
          ),
        ],
        flowTip: (flow) => [
          t('map/to', { commodity: names.commodity(flow.commodity), city: names.region(flow.destination) }),
          `${formatQuantity(flow.quantity, flow.unit, language, flow)} · ${t(`map/${flow.stage}`)}`,
          t('map/shipments', { count: flow.shipments }),
        ],
      });
      chart.current?.setOption(option, { replaceMerge: ['series'], lazyUpdate: true });
    }
  }, [chart, flows, cities, view, scheme, moving, narrow, names, language, t]);

  return (
    <div
      ref={element}
      role="img"
      aria-label={label ?? t('map/describe')}
      style={{ width: '100%', height: '100%' }}
    />
  );
}

function useChart(element: React.RefObject<HTMLDivElement | null>): React.RefObject<Chart | null> {
  const chart = useRef<Chart | null>(null);
  useEffect(() => {
    if (!element.current) return;
    const made = createChart(element.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [element]);
  return chart;
}
