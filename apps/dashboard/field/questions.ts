import { baseOf, decimalOf, press, shown, type PadKey } from './amount.js';
import type { App } from './app.js';
import { h } from './dom.js';
import { commoditiesOf, nameOf, placesOf, unitsOf } from './home.js';
import { choice, foot, list, mainButton, plainButton, question } from './parts.js';
import { dayShown, readBack } from './phrase.js';
import { actPicture, pictureOf } from './pictures.js';
import { kinds, type Said } from './report.js';
import { dayIn, type Answers } from './steps.js';
import { unitShown } from './texts.js';

const padKeys: PadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ',', '0', 'back'];
const daysAhead = [0, 1, 2, 3, 7, 14];

export function askProducer(app: App): HTMLElement[] {
  const buttons = app.home.producers.map((producer) =>
    choice(
      actPicture('person'),
      nameOf(producer, app.language),
      producer.places.map((place) => nameOf(place, app.language)).join(', '),
      () => app.answer({ producer }),
    ),
  );
  return [question(app.t('forWhom')), list(buttons)];
}

export function askKind(app: App): HTMLElement[] {
  const buttons = kinds.map((kind) =>
    choice(actPicture(kind), app.t(kind), app.t(`${kind}Hint`), () => app.answer({ kind })),
  );
  return [question(app.t('what')), list(buttons)];
}

export function askPlace(app: App): HTMLElement[] {
  const { producer, kind } = app.answers;
  const buttons = placesOf(producer!, app.used).map((place) =>
    choice(actPicture('place'), nameOf(place, app.language), null, () => app.answer({ place })),
  );
  return [
    about(app, actPicture(kind!), app.t(kind!)),
    question(app.t('where')),
    list(buttons),
    backFoot(app),
  ];
}

export function askCommodity(app: App): HTMLElement[] {
  const { place, kind } = app.answers;
  const buttons = commoditiesOf(app.home, place!, app.used).map((commodity) =>
    choice(pictureOf(commodity.code), nameOf(commodity, app.language), null, () => app.answer({ commodity })),
  );
  const where = `${app.t(kind!)} · ${nameOf(place!, app.language)}`;
  return [about(app, actPicture(kind!), where), question(app.t('which')), list(buttons), backFoot(app)];
}

export function askQuantity(app: App): HTMLElement[] {
  const { answers, language } = app;
  const commodity = answers.commodity!;
  const units = unitsOf(commodity, app.used);
  const unit = answers.unit ?? units[0]!;
  const decimal = decimalOf(answers.typed, answers.kind === 'counted');
  const isExact = decimal === null || baseOf(decimal, commodity.units[unit]!) !== null;
  const chips = units.map((each) =>
    h(
      'button',
      { type: 'button', 'aria-pressed': String(each === unit), onclick: () => app.choose(each) },
      unitShown(each, language),
    ),
  );
  const subject = `${app.t(answers.kind!)} · ${nameOf(commodity, language)} · ${nameOf(answers.place!, language)}`;
  return [
    about(app, pictureOf(commodity.code), subject),
    question(app.t('howMuch')),
    h(
      'div',
      { class: 'amount', role: 'status', 'data-amount': '' },
      `${shown(answers.typed, language)} ${unitShown(unit, language)}`,
    ),
    h('div', { class: 'units', role: 'group', 'aria-label': app.t('unit') }, ...chips),
    pad(app),
    ...(isExact ? [] : [h('p', { role: 'alert' }, app.t('notWhole'))]),
    foot(
      plainButton(app.t('back'), app.back),
      mainButton(app.t('next'), () => app.answer({ unit, hasAmount: true }), decimal === null || !isExact),
    ),
  ];
}

/** One key of the pad, or of a keyboard. */
export function pressed(app: App, key: PadKey): void {
  app.typed(press(app.answers.typed, key, true));
}

function pad(app: App): HTMLElement {
  const comma = app.language === 'id' ? ',' : '.';
  const label = (key: PadKey): string => (key === 'back' ? '⌫' : key === ',' ? comma : key);
  const spoken = (key: PadKey): string | undefined =>
    key === 'back' ? app.t('delete') : key === ',' ? app.t('decimals') : undefined;
  const buttons = padKeys.map((key) =>
    h(
      'button',
      { type: 'button', 'data-key': key, 'aria-label': spoken(key), onclick: () => pressed(app, key) },
      label(key),
    ),
  );
  return h('div', { class: 'pad' }, ...buttons);
}

export function askWhen(app: App): HTMLElement[] {
  const dayOf = (days: number): string => dayIn(Date.now(), days, app.home.timezone);
  const labelOf = (days: number): string =>
    days === 0 ? app.t('today') : days === 1 ? app.t('tomorrow') : app.t('inDays', { n: days });
  const buttons = daysAhead.map((days) =>
    choice(actPicture('forecast'), labelOf(days), dayShown(dayOf(days), app.language), () =>
      app.answer({ availableFrom: dayOf(days) }),
    ),
  );
  const other = h('input', { type: 'date', min: dayOf(0), max: dayOf(365), 'aria-label': app.t('otherDay') });
  other.addEventListener('change', () => {
    if (other.value !== '') app.answer({ availableFrom: other.value });
  });
  return [question(app.t('when')), list([...buttons, other]), backFoot(app)];
}

export function askRight(app: App): HTMLElement[] {
  const said = saidOf(app.answers);
  const { question: asked, words, same } = readBack(app.home, said, app.language);
  return [
    about(app, pictureOf(said.commodity), app.t(said.kind)),
    question(app.t('right')),
    h('p', { class: 'read' }, asked),
    h('p', { class: 'words' }, app.t('asWords', { words })),
    ...(same === null ? [] : [h('p', {}, app.t('equals', { amount: same }))]),
    foot(
      plainButton(app.t('no'), app.back),
      mainButton(app.t('yes'), () => void app.confirm(said)),
    ),
  ];
}

function saidOf(answers: Answers): Said {
  const { producer, kind, place, commodity, typed, unit, availableFrom } = answers;
  return {
    kind: kind!,
    party: producer!.party,
    place: place!.code,
    commodity: commodity!.code,
    quantity: decimalOf(typed, true)!,
    unit: unit!,
    ...(availableFrom === undefined ? {} : { availableFrom }),
  };
}

function about(app: App, picture: string, text: string): HTMLElement {
  const { producer } = app.answers;
  const isProxy = app.home.person !== null && producer;
  const whole = isProxy ? `${nameOf(producer, app.language)} · ${text}` : text;
  return h('div', { class: 'about' }, h('span', { class: 'picture', picture }), h('span', {}, whole));
}

const backFoot = (app: App): HTMLElement => foot(plainButton(app.t('back'), app.back));
