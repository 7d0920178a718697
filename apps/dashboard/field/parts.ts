import { h } from './dom.js';

/** A big button with a picture, a word and a hint. */
export function choice(
  picture: string,
  label: string,
  hint: string | null,
  onclick: () => void,
): HTMLElement {
  return h(
    'button',
    { class: 'choice', onclick, type: 'button' },
    h('span', { class: 'picture', picture }),
    h('span', {}, label, hint !== null && h('small', {}, hint)),
  );
}

/** A heading takes the focus when its question appears, so that it is read out. */
export const question = (text: string): HTMLElement => h('h1', { tabindex: -1 }, text);

export function notice(picture: string, text: string, isBad = false): HTMLElement {
  return h(
    'div',
    { class: isBad ? 'notice bad' : 'notice', role: 'status' },
    h('span', { class: 'picture', picture }),
    h('div', {}, text),
  );
}

export const list = (items: HTMLElement[]): HTMLElement =>
  h('ul', { class: 'list' }, ...items.map((item) => h('li', {}, item)));

export const mainButton = (label: string, onclick: () => void, isOff = false): HTMLElement =>
  h('button', { class: 'main', type: 'button', onclick, disabled: isOff }, label);

export const plainButton = (label: string, onclick: () => void): HTMLElement =>
  h('button', { type: 'button', onclick }, label);

export const foot = (...buttons: HTMLElement[]): HTMLElement => h('div', { class: 'foot' }, ...buttons);
