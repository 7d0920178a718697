import type { App } from './app.js';
import { h } from './dom.js';
import { nameOf } from './home.js';
import { foot, list, mainButton, notice, plainButton, question } from './parts.js';
import { lineOf } from './phrase.js';
import { actPicture, type Act } from './pictures.js';
import { askCommodity, askKind, askPlace, askProducer, askQuantity, askRight, askWhen } from './questions.js';
import type { Entry } from './queue.js';
import { stepOf, type Step } from './steps.js';

const questions: Record<Step, (app: App) => HTMLElement[]> = {
  producer: askProducer,
  kind: askKind,
  place: askPlace,
  commodity: askCommodity,
  quantity: askQuantity,
  when: askWhen,
  confirm: askRight,
};

const shownMax = 10;

/** The whole page as it stands. */
export function pageOf(app: App): HTMLElement[] {
  return [headerOf(app), h('main', {}, ...mainOf(app))];
}

function headerOf(app: App): HTMLElement {
  return h(
    'header',
    {},
    h('img', { src: '/lapor/icon.svg', alt: '', width: 36, height: 36 }),
    h('strong', {}, app.t('title')),
    h(
      'button',
      {
        class: 'small',
        type: 'button',
        'aria-label': app.t('otherLabel'),
        onclick: () => app.switchLanguage(),
      },
      app.t('other'),
    ),
  );
}

function mainOf(app: App): HTMLElement[] {
  const { screen } = app;
  switch (screen.name) {
    case 'loading':
      return [h('p', { role: 'status' }, app.t('loading'))];
    case 'nobody':
      return [question(app.t('nobody')), h('p', {}, app.t('nobodyHint'))];
    case 'welcome':
      return welcome(app, screen.isBusy, app.say(screen.complaint));
    case 'mend':
      return mending(app, screen.entry);
    case 'asking':
      return asking(app);
  }
}

function welcome(app: App, isBusy: boolean, complaint: string): HTMLElement[] {
  const label = app.t(isBusy ? 'joining' : complaint === '' ? 'join' : 'again');
  return [
    question(app.t('welcome')),
    h('p', {}, app.t('welcomeHint')),
    ...(complaint === '' ? [] : [notice(actPicture('refused'), complaint, true)]),
    mainButton(label, () => void app.join(), isBusy),
  ];
}

function asking(app: App): HTMLElement[] {
  const step = stepOf(app.answers);
  const asked = questions[step](app);
  // What was not sent is told on every first screen, and does not stand in the way of a question.
  return step === 'kind' || step === 'producer' ? [...standing(app), ...asked, ...reports(app)] : asked;
}

function standing(app: App): HTMLElement[] {
  const { entries, revoked } = app.queue.getState();
  const waiting = entries.filter(({ state }) => state === 'waiting').length;
  const parts: HTMLElement[] = [];
  if (revoked !== undefined) {
    const why = [app.t('revoked'), app.say(revoked), app.t('revokedHint')].filter(Boolean).join('. ');
    parts.push(notice(actPicture('refused'), why.replace(/\.\. /g, '. '), true));
  } else if (!app.isOnline) parts.push(notice(actPicture('waiting'), app.t('offline')));
  if (waiting > 0) parts.push(notice(actPicture('waiting'), app.t('waitingCount', { n: waiting })));
  else if (app.notice === 'sentNow') parts.push(notice(actPicture('taken'), app.t('sentNow')));
  return [...parts, ...officer(app)];
}

function officer(app: App): HTMLElement[] {
  const { person, producers } = app.home;
  const { producer } = app.answers;
  const parts: HTMLElement[] = [];
  if (person !== null) parts.push(h('p', { class: 'soft' }, app.t('officer', { name: person })));
  if (producers.length > 1 && producer)
    parts.push(
      h(
        'div',
        { class: 'about' },
        h('span', {}, app.t('forProducer', { name: nameOf(producer, app.language) })),
        h('button', { class: 'small', type: 'button', onclick: () => app.begin() }, app.t('changeProducer')),
      ),
    );
  return parts;
}

function reports(app: App): HTMLElement[] {
  const said = [...app.queue.getState().entries].reverse().filter((entry) => entry.said !== null);
  const shown = said.slice(0, shownMax).map((entry, n) => entryOf(app, entry, n === 0));
  return [
    h('h2', {}, app.t('reports')),
    shown.length > 0 ? list(shown) : h('p', { class: 'soft' }, app.t('noReports')),
  ];
}

function entryOf(app: App, entry: Entry, isLast: boolean): HTMLElement {
  const state = stateOf(app, entry);
  const isDone = state === 'takenBack' || state === 'takingBack';
  const mend = h('button', { class: 'small', type: 'button', onclick: () => app.mend(entry) }, app.t('mend'));
  return h(
    'div',
    { class: 'entry', 'data-state': state },
    h('span', { class: 'picture', picture: actPicture(pictureFor[state]) }),
    h(
      'div',
      {},
      h('p', {}, lineOf(app.home, entry.said!, app.language)),
      h('p', {}, h('strong', {}, app.t(state)), entry.text && !isDone ? ` · ${app.say(entry.text)}` : null),
    ),
    isLast && !isDone && mend,
  );
}

type Shown = Entry['state'] | 'takenBack' | 'takingBack';

const pictureFor: Record<Shown, Act> = {
  waiting: 'waiting',
  sent: 'sent',
  taken: 'taken',
  held: 'held',
  refused: 'refused',
  takenBack: 'takenBack',
  takingBack: 'waiting',
};

function stateOf(app: App, entry: Entry): Shown {
  const correction = app.queue.correctionOf(entry.id);
  if (!correction) return entry.state;
  return correction.state === 'waiting' ? 'takingBack' : 'takenBack';
}

function mending(app: App, entry: Entry): HTMLElement[] {
  return [
    question(app.t('mendTitle')),
    h('p', { class: 'read' }, lineOf(app.home, entry.said!, app.language)),
    mainButton(app.t('change'), () => void app.takeBack(entry, true)),
    plainButton(app.t('cancel'), () => void app.takeBack(entry, false)),
    foot(plainButton(app.t('back'), () => app.again(null))),
  ];
}
