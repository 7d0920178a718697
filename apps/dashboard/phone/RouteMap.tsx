import outlines from 'virtual:outlines';
import { useLists, useNames } from '../api/registry.js';
import type { Shipment } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { frameOf, pathsIn, type Outline } from './route-frame.js';

/** Where from and where to, drawn from outlines that came with the page: no network, no tiles. */
export default function RouteMap({ shipment }: { shipment: Shipment }) {
  const { t } = useLanguage();
  const names = useNames();
  const { regions } = useLists();
  const place = (code: string) => regions.find((region) => region.code === code);
  const from = place(shipment.origin);
  const to = place(shipment.destination);
  if (!from || !to) return null;
  const { position } = shipment;
  const frame = frameOf([from, to, ...(position ? [position] : [])]);
  const [a, b] = [frame.at(from), frame.at(to)];
  const bend = Math.hypot(b.x - a.x, b.y - a.y) * 0.16;
  const label = t('phone/mapLabel', {
    from: names.region(from.code),
    to: names.region(to.code),
  });
  const truck = position && frame.at(position);
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      {pathsIn(outlines.features as Outline[], frame).map((path, index) => (
        <path key={index} d={path} fill="var(--land)" stroke="var(--land-line)" strokeWidth="1" />
      ))}
      <path
        d={`M${a.x} ${a.y}Q${(a.x + b.x) / 2} ${(a.y + b.y) / 2 - bend} ${b.x} ${b.y}`}
        fill="none"
        stroke="var(--padi)"
        strokeWidth="4"
        strokeLinecap="round"
        strokeDasharray="2 9"
      />
      {[
        { at: a, name: names.region(from.code), colour: 'var(--padi)' },
        { at: b, name: names.region(to.code), colour: 'var(--bata)' },
      ].map(({ at, name, colour }) => (
        <g key={name}>
          <circle cx={at.x} cy={at.y} r="11" fill={colour} stroke="var(--panel)" strokeWidth="3" />
          <text
            x={at.x}
            y={at.y + 38}
            textAnchor={at.x < 90 ? 'start' : at.x > frame.width - 90 ? 'end' : 'middle'}
            fill="var(--ink)"
            fontSize="26"
            fontWeight="700"
            stroke="var(--land)"
            strokeWidth="4"
            paintOrder="stroke"
          >
            {name}
          </text>
        </g>
      ))}
      {truck && (
        <circle cx={truck.x} cy={truck.y} r="12" fill="var(--air)" stroke="var(--panel)" strokeWidth="3">
          <title>{t('phone/lastPosition')}</title>
        </circle>
      )}
    </svg>
  );
}
