import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([SankeyChart, TooltipComponent, CanvasRenderer]);

/** The only parts of ECharts that the flow needs; what the map has too is downloaded once. */
export function createSankey(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'canvas' });
}
