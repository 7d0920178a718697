import type { PointerEvent } from 'react';
import styles from './Phone.module.css';
import { drawnOn, pathOf, pointIn, signatureBox, type Point } from './strokes.js';

interface SignaturePadProps {
  label: string;
  strokes: readonly Point[][];
  change: (strokes: Point[][]) => void;
}

/** Where a finger, a pen or a mouse signs. */
export function SignaturePad({ label, strokes, change }: SignaturePadProps) {
  const at = (event: PointerEvent): Point =>
    pointIn(event.currentTarget.getBoundingClientRect(), {
      x: event.clientX,
      y: event.clientY,
    });
  return (
    <svg
      className={styles['pad']}
      viewBox={`0 0 ${signatureBox.width} ${signatureBox.height}`}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        change([...strokes, [at(event)]]);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) change(drawnOn(strokes, at(event)));
      }}
    >
      <path d={pathOf(strokes)} fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
