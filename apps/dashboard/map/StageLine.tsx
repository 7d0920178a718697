import type { Stage } from './flows.js';

const dashes: Record<Stage, string | undefined> = {
  planned: '6 5',
  agreed: undefined,
  moving: undefined,
  arrived: '1.5 5',
};

/** A sample of a stage's line, as the map draws it. */
export function StageLine({ stage, colour = 'currentcolor' }: { stage: Stage; colour?: string }) {
  return (
    <svg width="34" height="12" viewBox="0 0 34 12" aria-hidden style={{ flex: 'none' }}>
      <line
        x1="2"
        y1="6"
        x2="32"
        y2="6"
        stroke={colour}
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={dashes[stage]}
      />
      {stage === 'moving' && <path d="M14 1l9 5-9 5z" fill={colour} />}
    </svg>
  );
}
