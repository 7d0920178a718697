import type { Told } from './notice.js';

const chosenKey = 'lumbung-popups';
const shownKey = 'lumbung-popups-shown';
const rememberedMax = 50;

export type PopupState = 'missing' | 'denied' | 'on' | 'off';

/** What this browser may show, and whether somebody turned it on here. */
export function popupState(): PopupState {
  if (!('Notification' in globalThis)) return 'missing';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(chosenKey) === 'on' ? 'on' : 'off';
}

/** Asks the browser: only ever after a click. */
export async function turnOn(): Promise<PopupState> {
  if ((await Notification.requestPermission()) === 'granted') localStorage.setItem(chosenKey, 'on');
  return popupState();
}

export function turnOff(): PopupState {
  localStorage.removeItem(chosenKey);
  return popupState();
}

/** Those that no page of this browser has shown yet; they count as shown from now on. */
function takeNew(told: readonly Told[]): Told[] {
  const shown = (localStorage.getItem(shownKey) ?? '').split(' ');
  const fresh = told.filter(({ noticeId }) => !shown.includes(noticeId));
  const kept = [...shown, ...fresh.map(({ noticeId }) => noticeId)].slice(-rememberedMax);
  if (fresh.length > 0) localStorage.setItem(shownKey, kept.join(' '));
  return fresh;
}

/** Puts on the screen what is new. A click opens its page. */
export async function popUp(
  told: readonly Told[],
  words: (notice: Told) => { title: string; body: string },
): Promise<void> {
  if (popupState() !== 'on') return;
  for (const notice of takeNew(told)) {
    const { title, body } = words(notice);
    const options = { body, tag: notice.noticeId, icon: '/favicon.svg', data: notice.page };
    try {
      const shown = new Notification(title, options);
      shown.onclick = () => {
        focus();
        location.hash = notice.page;
        shown.close();
      };
    } catch {
      // Browsers of phones show them by their worker alone; where there is none, the bell has to do.
      const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
      await worker?.showNotification(title, options);
    }
  }
}
