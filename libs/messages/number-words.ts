/** Words that are numbers, in Indonesian and in Javanese, ngoko and the commonest krama. */

/** Rows of a value and the words for it. */
function table(...rows: [value: number, words: string][]): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])),
  );
}

const digits = table(
  [1, 'satu siji setunggal'],
  [2, 'dua loro kalih rong'],
  [3, 'tiga telu telung'],
  [4, 'empat papat patang sekawan'],
  [5, 'lima limo limang gangsal'],
  [6, 'enam enem nem nenem'],
  [7, 'tujuh pitu pitung'],
  [8, 'delapan lapan wolu wolung'],
  [9, 'sembilan sanga songo sangang'],
);

/** Ten and above, below a hundred. What ends in a whole ten above ten takes a digit after it. */
const tens = table(
  [10, 'sepuluh sedasa'],
  [11, 'sebelas sewelas'],
  [12, 'rolas'],
  [13, 'telulas'],
  [14, 'patbelas'],
  [15, 'limalas'],
  [16, 'nembelas'],
  [17, 'pitulas'],
  [18, 'wolulas'],
  [19, 'sangalas'],
  [20, 'rongpuluh'],
  [21, 'selikur'],
  [22, 'rolikur'],
  [23, 'telulikur'],
  [24, 'patlikur'],
  [25, 'selawe'],
  [26, 'nemlikur'],
  [27, 'pitulikur'],
  [28, 'wolulikur'],
  [29, 'sangalikur'],
  [30, 'telungpuluh'],
  [40, 'patangpuluh'],
  [50, 'seket'],
  [60, 'sewidak suwidak'],
  [70, 'pitungpuluh'],
  [80, 'wolungpuluh'],
  [90, 'sangangpuluh'],
);

const hundreds = table(
  [100, 'seratus satus'],
  [200, 'rongatus'],
  [300, 'telungatus'],
  [400, 'patangatus'],
  [500, 'limangatus'],
  [600, 'nematus'],
  [700, 'pitungatus'],
  [800, 'wolungatus'],
  [900, 'sangangatus'],
);

const thousands = table(
  [1_000, 'seribu sewu'],
  [2_000, 'rongewu'],
  [3_000, 'telungewu'],
  [4_000, 'patangewu'],
  [5_000, 'limangewu'],
  [6_000, 'nemewu'],
  [7_000, 'pitungewu'],
  [8_000, 'wolungewu'],
  [9_000, 'sangangewu'],
  [1_000_000, 'sejuta'],
);

const halves: ReadonlyMap<string, string> = new Map([
  ['setengah', '0.5'],
  ['separuh', '0.5'],
  ['separo', '0.5'],
  ['seperempat', '0.25'],
  ['seprapat', '0.25'],
]);

/** Multipliers that stand after a number: of words, and those of hundreds and above of digits too. */
const multipliers = table(
  [10, 'belas welas puluh'],
  [100, 'ratus atus'],
  [1_000, 'ribu rb rbu ewu'],
  [1_000_000, 'juta jt'],
);

const teenWords = new Set(['belas', 'welas']);

type Part =
  | { kind: 'digit' | 'tens' | 'hundreds' | 'thousands' | 'multiplier'; value: number; word: string }
  | { kind: 'half'; value: string }
  | { kind: 'zero' | 'comma' };

function partOf(word: string): Part | null {
  const tables = { digit: digits, tens, hundreds, thousands, multiplier: multipliers } as const;
  for (const kind of ['digit', 'tens', 'hundreds', 'thousands', 'multiplier'] as const) {
    const value = tables[kind].get(word);
    if (value !== undefined) return { kind, value, word };
  }
  const half = halves.get(word);
  if (half !== undefined) return { kind: 'half', value: half };
  if (word === 'nol') return { kind: 'zero' };
  return word === 'koma' ? { kind: 'comma' } : null;
}

export const numberWords: readonly string[] = [
  ...[digits, tens, hundreds, thousands, halves, multipliers].flatMap((words) => [...words.keys()]),
  'nol',
  'koma',
];

/** Words that are a multiplier after digits: `2 ribu`, `80rb`. Null: it is none. */
export function multiplierOf(word: string): number | null {
  const value = multipliers.get(word) ?? 0;
  return value >= 100 ? value : null;
}

/** What `setengah` and its like add: `2 setengah` is 2,5. Null: it is none of them. */
export function fractionOf(word: string): string | null {
  return halves.get(word) ?? null;
}

/**
 * The number that a whole sequence of words says, as a decimal with a point; null when it says none, so that
 * `dua tiga` or `ratus lima` are asked about and not added up.
 */
export function numberOfWords(words: readonly string[]): string | null {
  const parts = words.map(partOf);
  if (parts.length === 0 || parts.length > wordsMax || parts.some((part) => part === null)) return null;
  const comma = parts.findIndex((part) => part!.kind === 'comma');
  if (comma >= 0) return decimalOf(parts.slice(0, comma) as Part[], parts.slice(comma + 1) as Part[]);
  const reader = new Reader(parts as Part[]);
  return reader.whole();
}

const wordsMax = 24;

function decimalOf(before: Part[], after: Part[]): string | null {
  const whole = new Reader(before).whole();
  if (whole === null || whole.includes('.') || after.length === 0) return null;
  let fraction = '';
  for (const part of after) {
    if (part.kind === 'zero') fraction += '0';
    else if (part.kind === 'digit') fraction += String(part.value);
    else return null;
  }
  return `${whole}.${fraction}`;
}

/** Millions, then thousands, then hundreds, tens and a digit: each at most once, in this order. */
class Reader {
  private at = 0;

  constructor(private readonly parts: readonly Part[]) {}

  whole(): string | null {
    const [first] = this.parts;
    if (first?.kind === 'zero') return this.parts.length === 1 ? '0' : null;
    if (first?.kind === 'half') return this.parts.length === 1 ? first.value : null;
    const value = this.scaled();
    if (value === null || value === 0) return null;
    const next = this.parts[this.at];
    // Two hundred and a half is nothing that anybody says.
    if (next?.kind === 'half' && value < 100 && this.at === this.parts.length - 1)
      return String(value) + next.value.slice(1);
    return this.at === this.parts.length ? String(value) : null;
  }

  private scaled(): number | null {
    let total = 0;
    let scale = Infinity;
    while (this.at < this.parts.length && this.parts[this.at]!.kind !== 'half') {
      const part = this.parts[this.at]!;
      if (part.kind === 'thousands') {
        if (part.value >= scale) return null;
        total += part.value;
        scale = part.value >= 1_000_000 ? 1_000_000 : 1_000;
        this.at++;
        continue;
      }
      const group = this.belowThousand();
      if (group === null) return null;
      const after = this.parts[this.at];
      if (after?.kind === 'multiplier' && after.value >= 1_000) {
        if (after.value >= scale) return null;
        scale = after.value;
        total += group * after.value;
        this.at++;
        continue;
      }
      if (scale === 1) return null;
      scale = 1;
      total += group;
    }
    return total;
  }

  private belowThousand(): number | null {
    let value = 0;
    const first = this.take('hundreds');
    if (first !== null) value = first;
    else if (this.isDigitTimes(100)) value = this.digitTimes();
    const rest = this.belowHundred();
    if (rest === null) return value === 0 ? null : value;
    return value + rest;
  }

  private belowHundred(): number | null {
    const ten = this.take('tens');
    if (ten !== null) return ten % 10 === 0 && ten > 10 ? ten + (this.digit() ?? 0) : ten;
    if (this.isDigitTimes(10)) {
      const isTeen = teenWords.has((this.parts[this.at + 1] as { word: string }).word);
      if (isTeen) return 10 + this.digitTimes() / 10;
      return this.digitTimes() + (this.digit() ?? 0);
    }
    return this.digit();
  }

  /** A digit that no multiplier of tens or hundreds follows. */
  private digit(): number | null {
    if (this.isDigitTimes(10) || this.isDigitTimes(100)) return null;
    return this.take('digit');
  }

  private isDigitTimes(value: number): boolean {
    const [digit, times] = [this.parts[this.at], this.parts[this.at + 1]];
    return digit?.kind === 'digit' && times?.kind === 'multiplier' && times.value === value;
  }

  private digitTimes(): number {
    const [digit, times] = this.parts.slice(this.at, this.at + 2) as { value: number }[];
    this.at += 2;
    return digit!.value * times!.value;
  }

  private take(kind: 'digit' | 'tens' | 'hundreds'): number | null {
    const part = this.parts[this.at];
    if (part?.kind !== kind) return null;
    this.at++;
    return part.value;
  }
}
