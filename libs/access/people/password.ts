import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AccessError } from '../access-error.js';

/** What scrypt costs: N = 2^logN, block size r, lanes p. 128·N·r bytes are held while one is reckoned. */
export interface PasswordCost {
  logN: number;
  r: number;
  p: number;
}

/** One of the settings that OWASP's Password Storage Cheat Sheet gives for scrypt: 32 MiB and three lanes. */
export const passwordCost: PasswordCost = { logN: 15, r: 8, p: 3 };

export const passwordLength = { min: 12, max: 128 } as const;

const stored = /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;
const saltBytes = 16;
const hashBytes = 32;

/** `scrypt$ln=…,r=…,p=…$salt$hash`: all that is needed to check it, whatever the cost will be one day. */
export async function hashPassword(password: string, cost = passwordCost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  const { logN, r, p } = cost;
  return `scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** How a password compares with what is stored; `outdated`: it is right, and was stored at another cost. */
export async function checkPassword(
  password: string,
  hashed: string,
): Promise<'right' | 'outdated' | 'wrong'> {
  const parts = stored.exec(hashed);
  if (!parts) return 'wrong';
  const [logN, r, p] = parts.slice(1, 4).map(Number) as [number, number, number];
  const hash = await derive(password, Buffer.from(parts[4]!, 'base64url'), { logN, r, p });
  if (!timingSafeEqual(hash, Buffer.from(parts[5]!, 'base64url'))) return 'wrong';
  const { logN: n, r: block, p: lanes } = passwordCost;
  return logN === n && r === block && p === lanes ? 'right' : 'outdated';
}

// Few at once: each holds a thread of the pool and 32 MiB, which a crowd at the door must not multiply.
const atOnceMax = 2;
const waitingMax = 40;
let running = 0;
const waiting: (() => void)[] = [];

/** Errors: AccessError OVERLOADED when more wait than can be checked soon. */
async function derive(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw new AccessError('OVERLOADED');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
    return await new Promise<Buffer>((resolve, reject) =>
      scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
        error ? reject(error) : resolve(key),
      ),
    );
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** What people take first when twelve characters are asked for, in both languages. */
const common = [
  ...[
    'password',
    'passphrase',
    'passwort',
    'sandi',
    'katasandi',
    'kata',
    'rahasia',
    'admin',
    'administrator',
  ],
  ...[
    'qwerty',
    'qwertyuiop',
    'asdfgh',
    'asdfghjkl',
    'zxcvbn',
    'zxcvbnm',
    'abcdef',
    'abcdefgh',
    'abc',
    'letmein',
  ],
  ...[
    'welcome',
    'selamat',
    'datang',
    'indonesia',
    'merdeka',
    'bismillah',
    'sayang',
    'cinta',
    'iloveyou',
    'love',
  ],
  ...[
    'lumbung',
    'blitar',
    'surabaya',
    'jakarta',
    'pangan',
    'beras',
    'dinas',
    'disperindag',
    'secret',
    'login',
  ],
  ...[
    'user',
    'pengguna',
    'garuda',
    'monkey',
    'dragon',
    'football',
    'master',
    'princess',
    'sunshine',
    'trustno',
  ],
].sort((a, b) => b.length - a.length);

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const lettersLeftMin = 4;
const differentMin = 6;

/**
 * Why a password is not taken; null when it is. Refused are the short, those of few different characters, and those
 * that are common words, the person's own name or the product's with digits around them.
 */
export function weaknessOf(password: string, own: string[]): 'TOO_SHORT' | 'TOO_LONG' | 'TOO_COMMON' | null {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < passwordLength.min) return 'TOO_SHORT';
  if (length > passwordLength.max) return 'TOO_LONG';
  if (new Set(text).size < differentMin) return 'TOO_COMMON';
  const words = [...own.flatMap((name) => lettersOf(name).split(' ')).filter((w) => w.length > 2), ...common];
  const plain = [text, [...text].map((c) => lookAlikes[c] ?? c).join('')];
  return plain.some((form) => leftOf(lettersOf(form).replaceAll(' ', ''), words) < lettersLeftMin)
    ? 'TOO_COMMON'
    : null;
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

function leftOf(letters: string, words: string[]): number {
  return [...words.reduce((left, word) => left.replaceAll(word, ''), letters)].length;
}
