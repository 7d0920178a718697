import { en as deskEn } from '../desk/texts/en.js';
import { id as deskId } from '../desk/texts/id.js';
import { en as noticesEn } from '../notices/texts/en.js';
import { id as noticesId } from '../notices/texts/id.js';
import { en as officeEn } from '../office/texts/en.js';
import { enOne } from '../office/texts/en-one.js';
import { id as officeId } from '../office/texts/id.js';
import { en as planEn } from '../plan/texts/en.js';
import { id as planId } from '../plan/texts/id.js';
import { en as phoneEn } from '../phone/texts/en.js';
import { id as phoneId } from '../phone/texts/id.js';
import { en as termsEn } from '../terms/texts/en.js';
import { id as termsId } from '../terms/texts/id.js';
import { en as tourEn } from '../visit/texts/en.js';
import { id as tourId } from '../visit/texts/id.js';
import { en as shellEn } from './en.js';
import { id as shellId } from './id.js';

const id = {
  ...shellId,
  office: officeId,
  desk: deskId,
  notices: noticesId,
  phone: phoneId,
  plan: planId,
  terms: termsId,
  tour: tourId,
};
const en = {
  ...shellEn,
  office: officeEn,
  desk: deskEn,
  notices: noticesEn,
  phone: phoneEn,
  plan: planEn,
  terms: termsEn,
  tour: tourEn,
};

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

  it.each(texts(enOne))(
    'say %s of one thing where they say it of several, with the same figures',
    (key, text) => {
      const several = new Map(texts(officeEn)).get(key.replace(/_one$/, ''));
      expect(holes(several ?? 'missing')).toEqual(holes(text));
    },
  );

  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual(
      texts(id)
        .map(([key]) => key)
        .sort(),
    );
  });
});
