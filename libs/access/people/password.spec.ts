import { checkPassword, hashPassword, passwordCost, weaknessOf } from './password.js';

describe('a stored password', () => {
  it('is checked by what is stored with it, and is outdated when it was cheaper', async () => {
    const cheap = await hashPassword('sawah hijau di kaki gunung', { logN: 10, r: 8, p: 1 });
    expect(cheap).toMatch(/^scrypt\$ln=10,r=8,p=1\$/);
    expect(await checkPassword('sawah hijau di kaki gunung', cheap)).toBe('outdated');
    expect(await checkPassword('sawah hijau di kaki bukit', cheap)).toBe('wrong');
    expect(await checkPassword('x', 'no hash at all')).toBe('wrong');
  });

  it('costs what OWASP asks, has a salt of its own, and knows the same letters written in two ways', async () => {
    const [one, two] = await Promise.all([
      hashPassword('kafé di tepi sawah'),
      hashPassword('kafé di tepi sawah'),
    ]);
    expect(passwordCost.logN).toBeGreaterThanOrEqual(15);
    expect(one).not.toBe(two);
    expect(await checkPassword('kafe\u0301 di tepi sawah', one)).toBe('right');
  });

  it('is not checked when too many wait already', async () => {
    const cost = { logN: 10, r: 8, p: 1 };
    const many = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword('sawah', cost)));
    const refused = many.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(60 - 42);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'OVERLOADED' });
    await expect(hashPassword('sawah', cost)).resolves.toMatch(/^scrypt/);
  });
});

it.each([
  ['pendek', 'TOO_SHORT'],
  ['x'.repeat(129), 'TOO_LONG'],
  ['aaaaaaaaaaaaaa', 'TOO_COMMON'],
  ['ababababababab', 'TOO_COMMON'],
  ['password1234', 'TOO_COMMON'],
  ['P@ssw0rd!!2026', 'TOO_COMMON'],
  ['123456789012', 'TOO_COMMON'],
  ['katasandi2026', 'TOO_COMMON'],
  ['Lumbung-Blitar-17', 'TOO_COMMON'],
  ['sariwulandari99', 'TOO_COMMON'],
  ['sawah hijau di kaki gunung', null],
  ['tGk7-vq2M-x9Rb', null],
])('%s is %s', (password, weakness) => {
  expect(weaknessOf(password, ['sari.w@blitar.go.id', 'Sari Wulandari'])).toBe(weakness);
});
