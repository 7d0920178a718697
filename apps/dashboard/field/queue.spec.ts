import { Queue, type Answer, type Entry, type Outcome } from './queue.js';
import type { ReportEvent, Said } from './report.js';

const said: Said = {
  ...{ kind: 'counted', party: 'p', place: 'a', commodity: 'egg.chicken' },
  ...{ quantity: '1200', unit: 'kg' },
};
const sent: Answer = { kind: 'sent' };
const noNetwork: Answer = { kind: 'later', mayHaveArrived: false };
const noAnswer: Answer = { kind: 'later', mayHaveArrived: true };

/** A phone whose database outlives its pages, and a gateway that answers as it is told. */
function phone(answers: Answer[], outcome: Outcome = null) {
  const kept = new Map<string, Entry>();
  const heard: ReportEvent[] = [];
  let now = 1_000_000;
  const open = () =>
    new Queue({
      shelf: {
        all: () => Promise.resolve([...kept.values()]),
        add: (entry) => Promise.resolve(!kept.has(entry.id) && !!kept.set(entry.id, entry)),
        put: (entry) => Promise.resolve(void kept.set(entry.id, entry)),
        remove: (ids) => Promise.resolve(ids.forEach((id) => kept.delete(id))),
      },
      post: (event) => {
        heard.push(event);
        return Promise.resolve(answers.shift() ?? sent);
      },
      look: () => Promise.resolve(outcome),
      now: () => (now += 10),
      alone: (work) => work(),
    });
  return { open, heard, kept };
}

it('keeps what is confirmed, and sends the same event from another page', async () => {
  const { open, heard } = phone([noAnswer]);
  const first = open();
  expect(await first.say('d.1', said)).toBe(true);
  expect(await first.say('d.1', { ...said, quantity: '9' })).toBe(false);
  await first.flush();
  const second = open();
  await second.flush();
  await second.flush();
  expect(heard).toHaveLength(2);
  expect(heard[0]).toEqual(heard[1]);
  expect(second.getState().entries.map(({ state }) => state)).toEqual(['sent']);
});

it('sends in order, and nothing past what could not be sent', async () => {
  const { open, heard } = phone([noNetwork]);
  const queue = open();
  await queue.say('d.1', said);
  await queue.say('d.2', { ...said, kind: 'withdrawn', quantity: '5' });
  await queue.flush();
  expect(heard.map(({ id }) => id)).toEqual(['d.1']);
  await queue.flush();
  expect(heard.map(({ id }) => id)).toEqual(['d.1', 'd.1', 'd.2']);
  expect(Date.parse(heard[2]!.time)).toBeGreaterThan(Date.parse(heard[1]!.time));
  expect(heard[2]).toMatchObject({
    type: 'lumbung.stock.moved.v1',
    data: { delta: '5', reason: 'withdrawn' },
  });
});

it('says what was refused, held or taken', async () => {
  const text = { id: 'Terlalu banyak', en: 'Too much' };
  const refused = phone([{ kind: 'refused', text }]).open();
  await refused.say('d.1', said);
  await refused.flush();
  expect(refused.getState().entries[0]).toMatchObject({ state: 'refused', text });
  const held = phone([], { state: 'held', text }).open();
  await held.say('d.1', said);
  await held.flush();
  expect(held.getState().entries[0]).toMatchObject({ state: 'held', text });
});

it('takes back silently what never left, and by a correction what may have', async () => {
  const { open, heard, kept } = phone([noAnswer, sent, sent]);
  const queue = open();
  await queue.say('d.1', said);
  await queue.takeBack(queue.getState().entries[0]!, 'd');
  expect(kept.size).toBe(0);
  await queue.say('d.2', said);
  await queue.flush();
  await queue.takeBack(queue.getState().entries[0]!, 'd');
  await queue.takeBack(queue.getState().entries[0]!, 'd');
  await queue.flush();
  expect(heard.map(({ type }) => type)).toEqual([
    'lumbung.stock.counted.v1',
    'lumbung.stock.counted.v1',
    'lumbung.fact.corrected.v1',
  ]);
  expect(heard[2]!.data).toMatchObject({ corrects: { id: 'd.2' } });
});

it('stops when it is revoked, keeps what waits, and goes on with a new permission', async () => {
  const lost = { id: 'Periksa', en: 'Check' };
  const { open, heard } = phone([noAnswer, { kind: 'revoked', text: null }]);
  const queue = open();
  await queue.say('d.1', said);
  await queue.flush();
  await queue.say('d.2', said);
  await queue.flush();
  expect(queue.getState().revoked).toBeNull();
  await queue.flush();
  expect(heard).toHaveLength(2);
  await queue.belongTo('e', lost);
  const [unsure, free] = queue.getState().entries;
  expect(unsure).toMatchObject({ id: 'd.1', state: 'refused', text: lost });
  expect(free!.id).toMatch(/^e\./);
  await queue.flush();
  expect(heard[2]!.id).toBe(free!.id);
});
