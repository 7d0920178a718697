import { Outbox, outboxLimits, type Draft, type Entry, type Posted, type Shelf } from './outbox.js';

class MemoryShelf implements Shelf {
  readonly entries = new Map<string, Entry>();
  all = () => Promise.resolve([...this.entries.values()]);
  add = (entry: Entry) => {
    const known = this.entries.get(entry.id);
    if (known && known.state !== 'refused') return Promise.resolve(false);
    this.entries.set(entry.id, entry);
    return Promise.resolve(true);
  };
  put = (entry: Entry) => {
    this.entries.set(entry.id, entry);
    return Promise.resolve();
  };
  remove = (ids: string[]) => {
    ids.forEach((id) => this.entries.delete(id));
    return Promise.resolve();
  };
}

const draft = (id: string, more: Partial<Draft> = {}): Draft => ({
  id,
  person: 'budi',
  shipmentId: 's-1',
  deed: 'dispatches',
  body: {},
  ...more,
});
const refused = (code: string): Posted => ({ kind: 'refused', refusal: { code, text: null } });

function setUp(shelf = new MemoryShelf()) {
  const posted: string[] = [];
  let now = 1_000_000;
  let answer: (entry: Entry) => Posted = () => ({ kind: 'sent' });
  const outbox = new Outbox({
    shelf,
    post: (entry) => {
      posted.push(entry.id);
      return Promise.resolve(answer(entry));
    },
    now: () => (now += 1),
    wait: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    alone: (work) => work(),
  });
  return { outbox, shelf, posted, answerWith: (next: typeof answer) => (answer = next) };
}

describe('what is tapped', () => {
  it('keeps its photos until the gateway has answered, and no longer', async () => {
    const { outbox, shelf, answerWith } = setUp();
    const photos = { 'a.0': new Blob(['jpeg']) };
    answerWith(() => ({ kind: 'later' }));
    await outbox.add(draft('a', { deed: 'receipts', photos }));
    await outbox.flush();
    expect(shelf.entries.get('a')?.photos).toBe(photos);
    answerWith(() => ({ kind: 'sent' }));
    await outbox.flush();
    expect(shelf.entries.get('a')).toMatchObject({ state: 'sent', deed: 'receipts' });
    expect(shelf.entries.get('a')).not.toHaveProperty('photos');
  });

  it('twice is one event, also after it was sent', async () => {
    const { outbox, posted } = setUp();
    expect(await outbox.add(draft('a'))).toBe(true);
    expect(await outbox.add(draft('a'))).toBe(false);
    await outbox.flush();
    expect(await outbox.add(draft('a'))).toBe(false);
    await outbox.flush();
    expect(posted).toEqual(['a']);
  });

  it('without a network waits, outlives the page, and is sent in order when it is back', async () => {
    const first = setUp();
    first.answerWith(() => ({ kind: 'later' }));
    for (const id of ['c', 'a', 'b']) await first.outbox.add(draft(id));
    await first.outbox.flush();
    expect(new Set(first.posted)).toEqual(new Set(['c']));
    const second = setUp(first.shelf);
    await second.outbox.load();
    expect(second.outbox.getState().entries.map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
    await second.outbox.flush();
    expect(second.posted).toEqual(['c', 'a', 'b']);
  });

  it('stays when the session is over, and says so', async () => {
    const { outbox, answerWith } = setUp();
    answerWith(() => ({ kind: 'signed-out' }));
    await outbox.add(draft('a'));
    await outbox.flush();
    expect(outbox.getState()).toMatchObject({ isSignedOut: true, entries: [{ state: 'waiting' }] });
  });

  it('and refused is kept with its reason, does not hold up the next, and may be said again', async () => {
    const { outbox, posted, answerWith } = setUp();
    answerWith(({ id }) => (id === 'a' ? refused('OFFER_OVER') : { kind: 'sent' }));
    await outbox.add(draft('a'));
    await outbox.add(draft('b', { shipmentId: 's-2' }));
    await outbox.flush();
    expect(outbox.getState().entries).toMatchObject([
      { id: 'a', state: 'refused', refusal: { code: 'OFFER_OVER' } },
      { id: 'b', state: 'sent' },
    ]);
    answerWith(() => ({ kind: 'sent' }));
    expect(await outbox.add(draft('a'))).toBe(true);
    await outbox.flush();
    expect(posted).toEqual(['a', 'b', 'a']);
  });

  it('right behind another step is tried again while that is on its way', async () => {
    const { outbox, posted, answerWith } = setUp();
    let early = 2;
    answerWith(({ id }) => (id === 'b' && early-- > 0 ? refused('SHIPMENT_STATE') : { kind: 'sent' }));
    await outbox.add(draft('a'));
    await outbox.add(draft('b'));
    await outbox.flush();
    expect(posted).toEqual(['a', 'b', 'b', 'b']);
  });

  it('by somebody else is not sent in this person’s name', async () => {
    const { outbox, posted, answerWith } = setUp();
    answerWith(() => ({ kind: 'later' }));
    await outbox.add(draft('a'));
    await outbox.flush();
    posted.length = 0;
    await outbox.belongTo('sari');
    await outbox.flush();
    expect(posted).toEqual([]);
    expect(outbox.getState().entries).toEqual([]);
  });

  it('keeps the newest positions alone when they pile up, and every step', async () => {
    const { outbox, answerWith } = setUp();
    answerWith(() => ({ kind: 'later' }));
    await outbox.add(draft('step'));
    for (let n = 0; n < outboxLimits.positionsMax + 5; n += 1)
      await outbox.add(draft(`p${n}`, { deed: 'locations' }));
    await outbox.flush();
    const ids = outbox.getState().entries.map(({ id }) => id);
    expect(ids).toHaveLength(outboxLimits.positionsMax + 1);
    expect(ids).toContain('step');
    expect(ids).not.toContain('p4');
  });
});
