import * as fc from 'fast-check';
import { converse, newTalk, talkLimits, type Talk, type Turn } from './conversation.js';
import { bounded } from './sentences.js';
import { senders } from './senders.arbitrary.js';

/** Says one message after another, each a second later. */
function say(sender: string, ...texts: (string | { text: string; laterMs: number })[]): Turn[] {
  let talk: Talk = newTalk;
  let atMs = 1_000_000;
  return texts.map((said, index) => {
    const { text, laterMs } = typeof said === 'string' ? { text: said, laterMs: 1_000 } : said;
    atMs += laterMs;
    const turn = converse(talk, { text, message: `m${index}`, atMs, day: 'hari ini' }, senders[sender]!);
    talk = turn.talk;
    return turn;
  });
}
const last = (turns: Turn[]): Turn => turns.at(-1)!;

it('records at once what is certain, and repeats it in words, units and kilograms', () => {
  const turn = last(say('satu', 'stok telur 80 peti'));
  expect(turn.says).toMatchObject({
    message: 'm0',
    facts: [{ intent: 'counted', quantity: '80', unit: 'peti' }],
  });
  expect(turn.reply).toBe(
    'Tercatat: Stok telur ayam 80 peti (1.200 kg) di Kandang Sanankulon hari ini.\nSalah? Balas BATAL.',
  );
});

it('has what it is not certain of confirmed, and records it in the name and at the time of the first message', () => {
  const [asked, done] = say('satu', 'stok tleur sekitar 80 peti', 'ya');
  expect(asked!.says).toBeNull();
  expect(asked!.reply).toBe(
    'Stok telur ayam 80 peti (1.200 kg) di Kandang Sanankulon hari ini.\nBenar? Balas 1 ya, 2 tidak.',
  );
  expect(done!.says).toMatchObject({ message: 'm0', atMs: 1_001_000 });
  expect(last(say('satu', 'stok tleur 80 peti', '2'))).toMatchObject({ says: null, talk: { open: null } });
});

it('asks about one part after the other, by numbers', () => {
  const turns = say('tiga', 'telur 1.5 kuintal', '1', '1', '2');
  expect(turns.map(({ reply }) => reply)).toEqual([
    'Jumlahnya berapa?\n1 1,5\n2 15\nBalas dengan angkanya.',
    expect.stringContaining('“1,5 kuintal”: Ini tentang apa?\n1 stok yang ada sekarang'),
    'Di tempat mana?\n1 Kandang Ponggok\n2 Kandang Srengat\nBalas dengan angkanya.'.replace(
      /^/,
      '“1,5 kuintal”: ',
    ),
    'Tercatat: Stok telur ayam 1,5 kuintal (150 kg) di Kandang Srengat hari ini.\nSalah? Balas BATAL.',
  ]);
  const wrong = last(say('satu', '80 peti', '7'));
  expect(wrong.reply).toContain('Pilihan itu tidak ada.');
  expect(wrong.talk.open).not.toBeNull();
});

it('forgets a question after half an hour, and a record for BATAL after a day', () => {
  expect(last(say('satu', '80 peti', { text: '1', laterMs: talkLimits.openMs + 1 })).says).toBeNull();
  const late = say('satu', 'stok 80 peti', { text: 'BATAL', laterMs: talkLimits.recordedMs + 1 });
  expect(last(late)).toMatchObject({
    takesBack: [],
    reply: expect.stringContaining('Tidak ada catatan') as string,
  });
});

it('takes back the last message whole, then the one before; an open question is what BATAL ends first', () => {
  const turns = say(
    'satu',
    'stok 80 peti',
    'jual 10 peti, rusak 1 peti',
    'telur 5 peti',
    'BATAL',
    'BATAL',
    'batl',
    '1',
  );
  expect(turns.map(({ takesBack }) => takesBack)).toEqual([
    [],
    [],
    [],
    [],
    [{ message: 'm1', count: 2 }],
    [],
    [{ message: 'm0', count: 1 }],
  ]);
  expect(turns[3]!.reply).toBe('Baik, tidak dicatat. Silakan tulis lagi.');
});

it('shows a correction beside what it replaces, and replaces it once it is confirmed', () => {
  const turns = say('satu', 'stok telur 80 peti', 'ralat 90', 'ya');
  expect(turns[1]!.reply).toContain(
    'Lama: Stok telur ayam 80 peti (1.200 kg) di Kandang Sanankulon.\nBaru: Stok telur ayam 90',
  );
  expect(turns[2]).toMatchObject({
    says: { message: 'm1', facts: [{ quantity: '90', unit: 'peti' }] },
    takesBack: [{ message: 'm0', count: 1 }],
  });
  expect(last(say('satu', 'ralat 90 peti')).reply).toContain('RALAT 90 peti');
});

it('says what it could not read, and drops a question when something else is reported', () => {
  expect(last(say('satu', 'stok telur 80 peti pak budi')).reply).toMatch(/^Tidak terbaca: “budi”\./);
  expect(last(say('satu', '80 peti', 'stok 70 peti')).reply).toMatch(/^Pertanyaan tadi tidak jadi dicatat\./);
  expect(last(say('satu', 'stok 10 rak')).reply).toBe(
    'Satuan “rak” belum terdaftar untuk telur ayam. Yang ada: kg, ton, butir, peti, kuintal.',
  );
});

it('never throws in any order of messages, and says nothing without a reading of it', () => {
  const words = fc.constantFrom(
    'stok 80 peti',
    'telur 5',
    '1',
    '2',
    '3',
    'ya',
    'tidak',
    'batal',
    'btl',
    'ralat 9',
    'daftar',
    'x',
  );
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 14 }),
      fc.constantFrom('satu', 'tiga', 'aneka'),
      (texts, sender) => {
        for (const { talk, says, reply } of say(sender, ...texts)) {
          expect(talk.recorded.length).toBeLessThanOrEqual(talkLimits.recordedMax);
          if (says) expect(says.facts.length).toBeGreaterThan(0);
          expect(bounded(reply, 320).length).toBeLessThanOrEqual(320);
        }
      },
    ),
  );
});
