import type { EChartsCoreOption } from 'echarts/core';
import { citySeries } from './city-series.js';
import { flowSeries } from './flow-series.js';
import type { MapInput } from './input.js';
import { boundsOf } from './view.js';

const javaProvinces = ['id-bt', 'id-jk', 'id-jb', 'id-jt', 'id-yo', 'id-ji'];
const neighbours = [
  'Malaysia',
  'Brunei',
  'Singapore',
  'Timor-Leste',
  'Papua New Guinea',
  'Philippines',
  'Australia',
];

export function mapOption(input: MapInput): EChartsCoreOption {
  const { palette } = input;
  return {
    textStyle: { fontFamily: palette.font },
    animationDurationUpdate: 400,
    geo: {
      map: 'indonesia',
      boundingCoords: boundsOf[input.view],
      left: 12,
      right: 12,
      top: 12,
      bottom: 12,
      preserveAspect: 'contain',
      silent: true,
      roam: false,
      itemStyle: { areaColor: palette.land, borderColor: palette.landLine, borderWidth: 0.7 },
      regions: [
        ...javaProvinces.map((name) => ({ name, itemStyle: { areaColor: palette.landHome } })),
        ...neighbours.map((name) => ({
          name: `neighbour-${name}`,
          itemStyle: { areaColor: palette.landFar, borderColor: palette.landFar },
        })),
      ],
    },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: palette.panel,
      borderColor: palette.line,
      padding: [8, 12],
      textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
      formatter: (item: { data?: { tip?: string[] } }) => tipElement(item.data?.tip ?? []),
    },
    series: [...flowSeries(input), citySeries(input)],
  };
}

/** Built of nodes, not of markup: names come from outside. */
function tipElement(lines: string[]): HTMLElement {
  const root = document.createElement('div');
  lines.forEach((line, index) => {
    const part = document.createElement('div');
    part.textContent = line;
    if (index === 0) part.style.fontWeight = '700';
    root.append(part);
  });
  return root;
}
