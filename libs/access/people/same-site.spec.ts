import { changesState, isFromOurPages } from './same-site.js';

const host = 'lumbung.example';
const page = { 'x-lumbung-request': '1', host };

it.each([
  ['our page, as the browser says', { ...page, 'sec-fetch-site': 'same-origin' }, null, true],
  ['our page by its origin', { ...page, origin: 'http://lumbung.example' }, null, true],
  [
    'our page by the public origin',
    { ...page, host: 'inner:8080', origin: 'https://a.example' },
    'https://a.example',
    true,
  ],
  ['another site', { ...page, 'sec-fetch-site': 'cross-site' }, null, false],
  ['a sister of ours', { ...page, 'sec-fetch-site': 'same-site' }, null, false],
  [
    'another site whose origin is forged to ours',
    { ...page, 'sec-fetch-site': 'cross-site', origin: 'http://lumbung.example' },
    null,
    false,
  ],
  ['another origin', { ...page, origin: 'http://evil.example' }, null, false],
  [
    'ours without https, where we are reached by https',
    { ...page, origin: 'http://a.example' },
    'https://a.example',
    false,
  ],
  ['a hidden origin', { ...page, origin: 'null' }, null, false],
  ['nothing of where it is from', page, null, false],
  ['a form of our own page', { host, 'sec-fetch-site': 'same-origin' }, null, false],
])('%s', (_, headers, publicOrigin, isOurs) => {
  expect(isFromOurPages(headers, publicOrigin)).toBe(isOurs);
});

it('asks it of all that changes something', () => {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'put', 'PATCH', 'DELETE'];
  expect(methods.filter(changesState)).toEqual(['POST', 'put', 'PATCH', 'DELETE']);
});
