import type { Alert, Balance, Feed, Shipment } from '../api/types.js';
import type { Change } from '../changes/change.js';
import type { Delay } from './delay.js';
import type { LiveEvent } from './event.js';

/** One thing on the board, with what is needed to judge later news of it. */
export interface Tracked<Thing> {
  thing: Thing;
  sequence: string;
  /** Time of the newest fact behind it, gateway's epoch milliseconds. */
  factAt: number | null;
  /** When the screen got it, gateway's epoch milliseconds. */
  seenAt: number;
  /** Snapshot that mentioned it last: what a new snapshot leaves out is gone. */
  snapshot: number;
}

export interface TickerEntry {
  key: string;
  event: LiveEvent;
  seenAt: number;
  delay: Delay;
  /** States of the same kind in one frame, told as one line: 12 regions of one commodity. */
  count: number;
}

/** Everything that came by the live feed. Never changed in place: a new board shares what stayed the same. */
export interface Board {
  shipments: ReadonlyMap<string, Tracked<Shipment>>;
  balances: ReadonlyMap<string, Tracked<Balance>>;
  alerts: ReadonlyMap<string, Tracked<Alert>>;
  feeds: ReadonlyMap<string, Tracked<Feed>>;
  /** How balances moved in the last minutes, by their key. */
  changes: ReadonlyMap<string, Change>;
  /** Newest first. */
  ticker: readonly TickerEntry[];
  /** Newest last: milliseconds from acceptance to screen. */
  delays: readonly number[];
  /** News since the page was opened. */
  newsCount: number;
  /** Counts the snapshots begun; things seen in an older one are dropped when the newest is complete. */
  snapshot: number;
  /** False until the first snapshot is complete: empty means unknown, not none. */
  complete: boolean;
  /** True between the begin of a snapshot and its end: what comes is the present state, not news. */
  catchingUp: boolean;
}

export const emptyBoard: Board = {
  shipments: new Map(),
  balances: new Map(),
  alerts: new Map(),
  feeds: new Map(),
  changes: new Map(),
  ticker: [],
  delays: [],
  newsCount: 0,
  snapshot: 0,
  complete: false,
  catchingUp: true,
};

/** A page open for weeks stays as small as on its first hour. */
export const boardLimits = {
  shipments: 2_000,
  balances: 5_000,
  alerts: 500,
  feeds: 500,
  changes: 500,
  ticker: 200,
  delays: 500,
};

export const balanceKey = (balance: Pick<Balance, 'hub' | 'commodity' | 'region'>): string =>
  `${balance.hub}/${balance.commodity}/${balance.region}`;
