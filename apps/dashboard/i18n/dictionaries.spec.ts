import { en as deskEn } from '../desk/texts/en.js';
import { id as deskId } from '../desk/texts/id.js';
import { en as officeEn } from '../office/texts/en.js';
import { id as officeId } from '../office/texts/id.js';
import { en as planEn } from '../plan/texts/en.js';
import { id as planId } from '../plan/texts/id.js';
import { en as phoneEn } from '../phone/texts/en.js';
import { id as phoneId } from '../phone/texts/id.js';
import { en as shellEn } from './en.js';
import { id as shellId } from './id.js';

const id = { ...shellId, office: officeId, desk: deskId, plan: planId, phone: phoneId };
const en = { ...shellEn, office: officeEn, desk: deskEn, plan: planEn, phone: phoneEn };

function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, text]: [string, unknown]): [string, string][] =>
    typeof text === 'string' ? [[`${path}${key}`, text]] : texts(text as object, `${path}${key} > `),
  );
}
const holes = (text: string): string[] => (text.match(/{{\w+}}/g) ?? []).sort();
const english = new Map(texts(en));

describe('both languages', () => {
  it.each(texts(id))('say %s with the same figures', (key, text) => {
    expect(holes(english.get(key) ?? 'missing')).toEqual(holes(text));
  });

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual(
      texts(id)
        .map(([key]) => key)
        .sort(),
    );
  });
});
