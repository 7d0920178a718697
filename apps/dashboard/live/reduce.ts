import type { Alert, Balance, Feed, Shipment } from '../api/types.js';
import { changed, type Change } from '../changes/change.js';
import { balanceKey, boardLimits, type Board, type TickerEntry, type Tracked } from './board.js';
import { delayOf } from './delay.js';
import { isLater, type LiveEvent } from './event.js';
import { asAlert, asBalance, asFeed, asShipment } from './shape.js';

/** What the link hands over, in the order in which it came. */
export type Arrival =
  { kind: 'event'; event: LiveEvent } | { kind: 'snapshot-begins' } | { kind: 'caught-up' };

interface Draft {
  shipments: Map<string, Tracked<Shipment>>;
  balances: Map<string, Tracked<Balance>>;
  alerts: Map<string, Tracked<Alert>>;
  feeds: Map<string, Tracked<Feed>>;
  changes: Map<string, Change>;
}
type Collection = keyof Draft;

/**
 * The board after a batch of arrivals, seen at `seenAt` (gateway's epoch milliseconds). One batch is one frame:
 * collections are copied at most once, and of several states of the same subject only the last goes to the ticker;
 * the balances of one commodity share a line.
 */
export function reduceBoard(board: Board, arrivals: readonly Arrival[], seenAt: number): Board {
  const next: Board = { ...board };
  const copied = new Set<Collection>();
  const draft = (name: Collection): Draft[Collection] => {
    if (!copied.has(name)) {
      copied.add(name);
      Object.assign(next, { [name]: new Map<string, unknown>(next[name]) });
    }
    return next[name] as Draft[Collection];
  };
  const news = new Map<string, News>();
  for (const arrival of arrivals) {
    if (arrival.kind === 'snapshot-begins') {
      next.snapshot += 1;
      next.catchingUp = true;
    } else if (arrival.kind === 'caught-up') {
      if (next.catchingUp) forgetUnmentioned(next, draft);
      next.catchingUp = false;
      next.complete = true;
    } else if (apply(draft, next, arrival.event, seenAt) && !next.catchingUp) {
      const key = newsKey(arrival.event);
      const subjects = news.get(key)?.subjects ?? new Set();
      news.delete(key);
      news.set(key, { event: arrival.event, subjects: subjects.add(arrival.event.subject) });
    }
  }
  if (news.size > 0) addNews(next, [...news.values()], seenAt);
  copied.forEach((name) => keepWithin(next[name] as Draft[Collection], boardLimits[name]));
  return next;
}

type Drafts = (name: Collection) => Draft[Collection];

/** Returns whether the event said something new. */
function apply(draft: Drafts, board: Board, event: LiveEvent, seenAt: number): boolean {
  const put = <Thing>(name: Collection, key: string, thing: Thing | null): boolean => {
    if (thing === null) return false;
    const known = board[name].get(key) as Tracked<Thing> | undefined;
    const repeat = known && event.sequence !== '' && !isLater(event.sequence, known.sequence);
    if (repeat && known.snapshot === board.snapshot) return false;
    const map = draft(name) as Map<string, Tracked<Thing>>;
    map.delete(key);
    map.set(
      key,
      repeat
        ? { ...known, snapshot: board.snapshot }
        : { thing, sequence: event.sequence, factAt: event.factAt, seenAt, snapshot: board.snapshot },
    );
    return !repeat;
  };
  switch (event.kind) {
    case 'shipment.recommended':
    case 'shipment.updated':
    case 'shipment.withdrawn': {
      const shipment = asShipment(event);
      return put('shipments', shipment?.shipmentId ?? '', shipment);
    }
    case 'balance.updated': {
      const balance = asBalance(event);
      const key = balance ? balanceKey(balance) : '';
      const before = board.balances.get(key)?.thing;
      const isNew = put('balances', key, balance);
      if (balance && before && isNew) noteChange(draft, board, key, before, balance, seenAt);
      return isNew;
    }
    case 'alert.raised': {
      const alert = asAlert(event);
      return put('alerts', alert?.alertId ?? '', alert);
    }
    case 'alert.cleared':
      draft('alerts').delete(asAlert(event)?.alertId ?? '');
      return true;
    case 'feed.updated': {
      const feed = asFeed(event);
      put('feeds', feed?.party ?? '', feed);
      // A feed changes with every fact, which has its own line already.
      return false;
    }
    default:
      return true;
  }
}

function noteChange(
  draft: Drafts,
  board: Board,
  key: string,
  before: Balance,
  after: Balance,
  seenAt: number,
): void {
  const change = changed(board.changes.get(key), key, before, after, seenAt);
  if (!change) return;
  const changes = draft('changes') as Draft['changes'];
  changes.delete(key);
  changes.set(key, change);
}

function forgetUnmentioned(board: Board, draft: Drafts): void {
  for (const name of ['shipments', 'balances', 'alerts'] as const) {
    for (const [key, tracked] of board[name]) {
      if (tracked.snapshot < board.snapshot) draft(name).delete(key);
    }
  }
}

interface News {
  event: LiveEvent;
  subjects: Set<string>;
}

function addNews(board: Board, news: News[], seenAt: number): void {
  const entries = news.map(({ event, subjects }) => tickerEntry(event, seenAt, subjects.size));
  board.newsCount += entries.length;
  board.ticker = [...entries.reverse(), ...board.ticker].slice(0, boardLimits.ticker);
  const delays = entries.flatMap(({ delay }) => delay.fromAccepted ?? []);
  if (delays.length > 0) board.delays = [...board.delays, ...delays].slice(-boardLimits.delays);
}

// Maps keep their order of insertion and news moves to the end, so what was silent longest goes first.
function keepWithin(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}

const isState = /^(shipment\.(recommended|updated|withdrawn)|balance\.updated|alert\.(raised|cleared))$/;

function newsKey({ kind, subject, source, id }: LiveEvent): string {
  if (!isState.test(kind)) return `${source} ${id}`;
  // One fact moves the balance of every region of its commodity: that is one piece of news.
  const about = kind === 'balance.updated' ? subject.split('/').slice(0, 2).join('/') : subject;
  return `${kind.split('.')[0]} ${about}`;
}

const tickerEntry = (event: LiveEvent, seenAt: number, count: number): TickerEntry => ({
  count,
  key: `${event.source} ${event.id} ${event.sequence}`,
  event,
  seenAt,
  delay: delayOf(event, seenAt),
});
