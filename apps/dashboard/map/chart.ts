import { LinesChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { init, registerMap, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import outlines from 'virtual:outlines';

use([LinesChart, ScatterChart, GeoComponent, TooltipComponent, CanvasRenderer]);
registerMap('indonesia', outlines as unknown as Parameters<typeof registerMap>[1]);

/** The only parts of ECharts that the map needs, in a chunk of their own. */
export function createChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'canvas' });
}
