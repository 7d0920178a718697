/** Epoch milliseconds that no change of the person's clock can bend while the page is open. */
export const browserNow = (): number => performance.timeOrigin + performance.now();

/** Before the next paint; a hidden page gets no frames, so it is served by a timer. */
export function onFrame(flush: () => void, afterMs: number): void {
  if (document.visibilityState === 'hidden') setTimeout(flush, 1_000);
  else if (afterMs > 0) setTimeout(() => onFrame(flush, 0), afterMs);
  else requestAnimationFrame(flush);
}

/** Once the browser has drawn; a hidden page draws nothing. */
export function onDrawn(next: () => void): void {
  if (document.visibilityState === 'hidden') next();
  else requestAnimationFrame(next);
}
