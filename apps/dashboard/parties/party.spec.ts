import { findParties } from './party.js';

const party = (code: string, nameId: string, rest = {}) => ({
  code,
  nameId,
  nameEn: `${nameId} (en)`,
  kind: 'department',
  status: 'active',
  regions: ['35.78'],
  ...rest,
});
const all = [
  party('pasar-jaya', 'Perumda Pasar Jaya', { kind: 'buyer', regions: ['31'] }),
  party('e-peken', 'e-Peken Surabaya', { kind: 'buyer' }),
  party('bekasi', 'Kantor Pangan Bekasi', { status: 'agreed', regions: ['32.75'] }),
];
const none = { text: '', region: '', kind: '', status: '' };
const codes = (filter: object) =>
  findParties(all, { ...none, ...filter }, ({ nameId }) => nameId).map(({ code }) => code);

describe('parties that somebody looks for', () => {
  it('are all of them in order of their names when nothing is asked', () => {
    expect(codes({})).toEqual(['e-peken', 'bekasi', 'pasar-jaya']);
  });

  it('have every word somewhere in code or names', () => {
    expect(codes({ text: 'jaya pasar' })).toEqual(['pasar-jaya']);
    expect(codes({ text: 'PEKEN surabaya' })).toEqual(['e-peken']);
    expect(codes({ text: 'peken bekasi' })).toEqual([]);
  });

  it('are of the city, kind and status that were chosen', () => {
    expect(codes({ region: '31' })).toEqual(['pasar-jaya']);
    expect(codes({ kind: 'buyer' })).toEqual(['e-peken', 'pasar-jaya']);
    expect(codes({ status: 'agreed' })).toEqual(['bekasi']);
  });
});
