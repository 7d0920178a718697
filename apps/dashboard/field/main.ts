import { App } from './app.js';
import type { PadKey } from './amount.js';
import { pressed } from './questions.js';
import { pageOf } from './screens.js';
import { stepOf } from './steps.js';

const root = document.getElementById('root')!;
const everyMs = 15_000;

/** Draws the page; the focus stays where it was, and goes to the heading of a new question. */
function draw(isNewScreen: boolean): void {
  const buttons = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('button, input')];
  const at = buttons().indexOf(document.activeElement as HTMLElement);
  root.replaceChildren(...pageOf(app));
  if (isNewScreen) {
    scrollTo(0, 0);
    root.querySelector('h1')?.focus({ preventScroll: true });
  } else if (at >= 0) buttons()[at]?.focus({ preventScroll: true });
}

const app = new App(draw);
document.documentElement.lang = app.language;

addEventListener('popstate', () => app.wentBack());
addEventListener('online', () => void app.refresh());
addEventListener('offline', () => void app.flush());
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void app.flush();
});
setInterval(() => void app.flush(), everyMs);
addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
  if (ctrlKey || metaKey || app.screen.name !== 'asking' || stepOf(app.answers) !== 'quantity') return;
  if (/^[0-9]$/.test(key)) pressed(app, key as PadKey);
  else if (key === ',' || key === '.') pressed(app, ',');
  else if (key === 'Backspace') pressed(app, 'back');
});

void app.start();
// After the first drawing: it must not compete with it for a slow network.
addEventListener('load', () => {
  if ('serviceWorker' in navigator)
    void navigator.serviceWorker.register('/lapor/worker.js').catch(() => undefined);
});
