const smallId = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
const smallEn = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tensEn = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales = [
  { size: 1e9, id: 'miliar', en: 'billion' },
  { size: 1e6, id: 'juta', en: 'million' },
  { size: 1e3, id: 'ribu', en: 'thousand' },
] as const;

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

function wholeId(n: number): string {
  for (const { size, id } of scales)
    if (n >= size) {
      const count = Math.floor(n / size);
      return joined(id === 'ribu' && count === 1 ? 'seribu' : `${wholeId(count)} ${id}`, wholeId(n % size));
    }
  if (n >= 200) return joined(`${smallId[Math.floor(n / 100)]} ratus`, wholeId(n % 100));
  if (n >= 100) return joined('seratus', wholeId(n - 100));
  if (n >= 20) return joined(`${smallId[Math.floor(n / 10)]} puluh`, smallId[n % 10]!);
  if (n === 10) return 'sepuluh';
  if (n === 11) return 'sebelas';
  return n > 11 ? `${smallId[n - 10]} belas` : smallId[n]!;
}

function wholeEn(n: number): string {
  for (const { size, en } of scales)
    if (n >= size) return joined(`${wholeEn(Math.floor(n / size))} ${en}`, wholeEn(n % size));
  if (n >= 100) return joined(`${smallEn[Math.floor(n / 100)]} hundred`, wholeEn(n % 100));
  if (n >= 20) return [tensEn[Math.floor(n / 10)], smallEn[n % 10]].filter(Boolean).join('-');
  return smallEn[n]!;
}

/** A decimal such as `1200.5` (below 10^12) as it is spoken: "seribu dua ratus koma lima". */
export function sayNumber(decimal: string, language: 'id' | 'en'): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const zero = language === 'id' ? 'nol' : 'zero';
  const small = language === 'id' ? smallId : smallEn;
  const spoken = (language === 'id' ? wholeId : wholeEn)(Number(whole)) || zero;
  if (fraction === '') return spoken;
  const digits = [...fraction].map((digit) => small[Number(digit)] || zero);
  return [spoken, language === 'id' ? 'koma' : 'point', ...digits].join(' ');
}
