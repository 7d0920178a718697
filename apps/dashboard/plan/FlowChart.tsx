import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatQuantity } from '../format/quantity.js';
import { useLanguage } from '../i18n/use-language.js';
import { readPalette } from '../map/palette.js';
import type { FlowDiagram } from './flow.js';
import { createSankey } from './sankey.js';

interface FlowChartProps {
  diagram: FlowDiagram;
  unit: string;
  commodity: string;
}

/** The diagram itself; every figure of it is also in the table below. */
export default function FlowChart({ diagram, unit, commodity }: FlowChartProps) {
  const { t, language } = useLanguage();
  const scheme = useComputedColorScheme('light');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    const chart = createSankey(element.current);
    const palette = readPalette(element.current);
    const narrow = element.current.clientWidth < 560;
    const said = (quantity: number): string => formatQuantity(quantity, unit, language, { commodity });
    const labels = new Map(diagram.nodes.map(({ name, label }) => [name, label]));
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: palette.font },
      tooltip: {
        backgroundColor: palette.panel,
        borderColor: palette.line,
        textStyle: { color: palette.ink },
        formatter: ({
          data,
          value,
        }: {
          data: { source?: string; target?: string; name?: string };
          value: number;
        }) =>
          escaped(
            data.source
              ? `${labels.get(data.source) ?? ''} → ${labels.get(data.target ?? '') ?? ''}: ${said(value)}`
              : `${labels.get(data.name ?? '') ?? ''}: ${said(value)}`,
          ),
      },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: narrow ? 110 : 210,
          top: 12,
          bottom: 12,
          nodeWidth: 14,
          nodeGap: 10,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: {
            color: palette.ink,
            fontSize: 13,
            width: narrow ? 100 : 200,
            overflow: 'truncate',
            formatter: ({ name }: { name: string }) => labels.get(name) ?? '',
          },
          lineStyle: { color: 'source', opacity: 0.35, curveness: 0.5 },
          data: diagram.nodes.map(({ name, side }) => ({
            name,
            itemStyle: { color: side === 'lot' ? palette.padi : palette.gabah, borderWidth: 0 },
          })),
          links: diagram.links,
        },
      ],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [diagram, unit, commodity, language, scheme]);
  const side = Math.max(...(['lot', 'demand'] as const).map((each) => countOf(diagram, each)));
  return (
    <div
      ref={element}
      role="img"
      aria-label={t('plan/flow/chart')}
      style={{ width: '100%', height: Math.min(720, Math.max(220, side * 44)) }}
    />
  );
}

function countOf({ nodes }: FlowDiagram, side: 'lot' | 'demand'): number {
  return nodes.filter((node) => node.side === side).length;
}

/** The tooltip is HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
