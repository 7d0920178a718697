import { namesOf, type RegistryLists } from './names.js';

const lists: RegistryLists = {
  meta: null,
  regions: [
    { code: '35.72', name: 'Kota Blitar', latitude: 0, longitude: 0 },
    { code: '35.05', name: 'Kabupaten Blitar', latitude: 0, longitude: 0 },
    { code: '31', name: 'DKI Jakarta', latitude: 0, longitude: 0 },
  ],
  places: [],
  commodities: [
    {
      code: 'milk.cow',
      nameId: 'Susu sapi',
      nameEn: 'Cow milk',
      baseUnit: 'ml',
      milligramsPerBaseUnit: 1030,
    },
  ],
  lanes: [],
  parties: [
    {
      code: 'e-peken',
      nameId: 'e-Peken',
      nameEn: 'e-Peken',
      kind: 'buyer',
      status: 'active',
      regions: ['35.78'],
    },
  ],
};

describe('names', () => {
  const names = namesOf(lists, 'id');

  it('are those of the language', () => {
    expect(names.commodity('milk.cow')).toBe('Susu sapi');
    expect(namesOf(lists, 'en').commodity('milk.cow')).toBe('Cow milk');
    expect(names.unitOf('milk.cow')).toBe('ml');
  });

  it('tell the city from its regency and stay short', () => {
    expect(['35.72', '35.05', '31'].map(names.region)).toEqual(['Blitar', 'Kab. Blitar', 'Jakarta']);
    expect(names.place('35.05')).toBe('Kab. Blitar');
  });

  it('take a party by its code or its URN, and show what is unknown as it is', () => {
    expect(names.party('urn:lumbung:party:e-peken')).toBe('e-Peken');
    expect(names.party('urn:lumbung:party:new')).toBe('new');
    expect(names.commodity('tea')).toBe('tea');
  });
});
