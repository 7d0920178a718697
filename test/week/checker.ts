/**
 * Where the goods of a week are, and who heard of it, judged from what was said, what the API answers and what is
 * stored. Each answer is a list of sentences on what is wrong; an empty list is a guarantee kept. Base units.
 */

export interface WeekLine {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  received?: number;
  returning?: string;
  regained?: number;
  variances?: { kind: string; quantity: number }[];
  dispositions?: { to: 'stock' | 'waste'; quantity: number; place?: string }[];
}

export interface WeekShipment {
  shipmentId: string;
  status: string;
  carrier: string | null;
  lines: WeekLine[];
}

export interface WeekLot {
  lotId: string;
  commodity: string;
  onHand: number;
  committed: number;
  reserved: number;
  aged: number;
  availableToPromise: number;
  allocated: number;
}

/** A line of the over/short ledger. */
export interface WeekAccount {
  shipmentId: string;
  commodity: string;
  demandId: string;
  location: string;
  lot: string;
  settled: boolean;
  accepted: number;
  loaded: number;
  received: number;
  over: number;
  short: number;
  missing: number;
  damaged: number;
  refused: number;
  wrong: number;
  surplus: number;
  wasted: number;
  restocked: number;
  returned: number;
  awaiting: number;
}

/** What a receiver said of a line, and was told that it counts. */
export interface SaidReceipt extends LineName {
  shipmentId: string;
  received: number;
  held: number;
  short: number;
}

interface LineName {
  commodity: string;
  demandId: string;
  location: string;
  lot: string;
}

export interface Goods {
  /** Lot → what its producer counted and moved, all together. */
  counted: ReadonlyMap<string, { commodity: string; quantity: number }>;
  receipts: readonly SaidReceipt[];
  lots: readonly WeekLot[];
  /** All that there ever were. */
  shipments: readonly WeekShipment[];
  accounts: readonly WeekAccount[];
}

/** Where the base units of a commodity are. */
export interface Whereabouts {
  counted: number;
  /** On hand and promised to nobody. */
  stock: number;
  committed: number;
  truck: number;
  city: number;
  waste: number;
  awaiting: number;
  /** Loaded, and nobody has seen it since: a receiver or whoever counted what came back said so. */
  missing: number;
}

const shown = 10;
const left: ReadonlySet<string> = new Set(['dispatched', 'in_transit', 'received', 'closed']);
const held: ReadonlySet<string> = new Set(['damaged', 'refused', 'wrong']);

/** By commodity. */
export function whereabouts(goods: Goods): Map<string, Whereabouts> {
  const all = new Map<string, Whereabouts>();
  const of = (commodity: string): Whereabouts => {
    const known = all.get(commodity);
    if (known !== undefined) return known;
    const none = {
      counted: 0,
      stock: 0,
      committed: 0,
      truck: 0,
      city: 0,
      waste: 0,
      awaiting: 0,
      missing: 0,
    };
    all.set(commodity, none);
    return none;
  };
  for (const { commodity, quantity } of goods.counted.values()) of(commodity).counted += quantity;
  for (const { commodity, onHand, committed } of goods.lots) {
    of(commodity).stock += onHand - committed;
    of(commodity).committed += committed;
  }
  for (const { status, lines } of goods.shipments)
    for (const line of left.has(status) ? lines : []) {
      const { truck, city, waste, awaiting, missing } = fateOf(line);
      const its = of(line.commodity);
      its.truck += truck;
      its.city += city;
      its.waste += waste;
      its.awaiting += awaiting;
      its.missing += missing;
    }
  return all;
}

/** Every unit is somewhere, and none is in two places: the places add up to what was counted. */
export function checkSums(goods: Goods): string[] {
  const wrong: string[] = [];
  for (const [commodity, its] of whereabouts(goods)) {
    const { counted, ...places } = its;
    const sum = Object.values(places).reduce((a, b) => a + b, 0);
    if (sum !== counted)
      wrong.push(`${commodity}: ${counted} counted, ${sum} found (${sum - counted}): ${JSON.stringify(its)}`);
  }
  return wrong;
}

/** The same lot by lot: what left it and came back makes what is on hand; what is promised is on accepted loads. */
export function checkLots(goods: Goods): string[] {
  const wrong: string[] = [];
  const out = new Map<string, number>();
  const promised = new Map<string, number>();
  for (const { status, lines } of goods.shipments)
    for (const line of lines) {
      const own = `${line.location}/${line.lot}`;
      if (status === 'accepted') add(promised, own, line.quantity);
      if (!left.has(status)) continue;
      add(out, own, line.quantity);
      for (const { to, quantity, place } of line.dispositions ?? [])
        if (to === 'stock') add(out, `${place ?? line.location}/${line.lot}`, -quantity);
      if (line.regained !== undefined) add(out, `${line.returning}/${line.lot}`, -line.regained);
    }
  const lots = new Map(goods.lots.map((lot) => [lot.lotId, lot]));
  for (const lotId of new Set([...goods.counted.keys(), ...lots.keys(), ...out.keys(), ...promised.keys()])) {
    const due = (goods.counted.get(lotId)?.quantity ?? 0) - (out.get(lotId) ?? 0);
    const lot = lots.get(lotId);
    if ((lot?.onHand ?? 0) !== due) wrong.push(`${lotId} has ${lot?.onHand}, it should have ${due}`);
    if ((lot?.committed ?? 0) !== (promised.get(lotId) ?? 0))
      wrong.push(`${lotId} has promised ${lot?.committed}, accepted loads hold ${promised.get(lotId) ?? 0}`);
  }
  return wrong.slice(0, shown);
}

/** What receivers said, and nothing else, is on the lines; of each line nothing is left open or told twice. */
export function checkReceipts({ receipts, shipments }: Goods): string[] {
  const wrong: string[] = [];
  const said = new Map(receipts.map((receipt) => [lineName(receipt), receipt]));
  if (said.size !== receipts.length) wrong.push(`${receipts.length - said.size} lines were received twice`);
  for (const { shipmentId, lines } of shipments)
    for (const line of lines) {
      const name = lineName({ shipmentId, ...line });
      const receipt = said.get(name);
      said.delete(name);
      if (line.returning !== undefined || (line.received === undefined && receipt === undefined)) continue;
      const sums = sumsOf(line);
      if (line.received !== receipt?.received || sums.held !== receipt?.held || sums.short !== receipt?.short)
        wrong.push(`${name}: said ${JSON.stringify(receipt)}, stands as ${JSON.stringify(line)}`);
      if (line.received !== undefined && line.received + sums.held + sums.short !== line.quantity)
        wrong.push(`${name}: ${line.received} + ${sums.held} + ${sums.short} of ${line.quantity}`);
    }
  for (const name of said.keys()) wrong.push(`${name} was received, and no shipment has it`);
  return wrong.slice(0, shown);
}

/** The over/short ledger says the same as the shipments, line by line, and its sums hold. */
export function checkAccounts({ accounts, shipments }: Goods): string[] {
  const wrong: string[] = [];
  const byName = new Map(accounts.map((account) => [lineName(account), account]));
  if (byName.size !== accounts.length) wrong.push(`${accounts.length - byName.size} lines are there twice`);
  for (const { shipmentId, status, lines } of shipments)
    for (const line of lines) {
      if (status !== 'accepted' && !left.has(status)) continue;
      const name = lineName({ shipmentId, ...line });
      const account = byName.get(name);
      if (account === undefined) {
        wrong.push(`${name} (${status}) is not in the ledger`);
        continue;
      }
      const fate = fateOf(line);
      const due = left.has(status)
        ? {
            loaded: line.quantity,
            received: line.received ?? 0,
            wasted: fate.waste,
            awaiting: fate.awaiting,
            missing: Math.max(0, fate.missing),
            restocked: fate.restocked,
            returned: line.regained ?? 0,
          }
        : { accepted: line.quantity, loaded: 0, received: 0 };
      for (const [field, quantity] of Object.entries(due))
        if (account[field as keyof WeekAccount] !== quantity)
          wrong.push(
            `${name}: ${field} is ${account[field as keyof WeekAccount]}, its shipment says ${quantity}`,
          );
    }
  for (const account of accounts.filter(({ settled }) => settled)) {
    const { accepted, loaded, received, over, short, missing, surplus } = account;
    const { damaged, refused, wrong: other, wasted, restocked, returned, awaiting } = account;
    const name = lineName(account);
    if (over > surplus) wrong.push(`${name}: ${over} over, and ${surplus} came that was not loaded`);
    if (received + short !== accepted + over) wrong.push(`${name}: received + short ≠ accepted + over`);
    if (received + damaged + refused + other + missing + returned !== loaded + surplus)
      wrong.push(`${name}: what came is not what was loaded: ${JSON.stringify(account)}`);
    if (damaged + refused + other !== wasted + restocked + awaiting)
      wrong.push(`${name}: what was not taken is not where it was put: ${JSON.stringify(account)}`);
  }
  return wrong.slice(0, shown);
}

/** No figure is below nothing, and no lot has promised more than it has. */
export function checkSigns(figures: readonly { of: string; figures: object }[], goods: Goods): string[] {
  const wrong: string[] = [];
  for (const { of, figures: its } of figures)
    for (const [field, value] of Object.entries(its))
      if (typeof value === 'number' && value < 0) wrong.push(`${of}: ${field} is ${value}`);
  for (const { lotId, onHand, committed, reserved, aged, availableToPromise, allocated } of goods.lots) {
    if (committed + reserved + aged + availableToPromise !== onHand)
      wrong.push(`${lotId}: ${committed} + ${reserved} + ${aged} + ${availableToPromise} of ${onHand}`);
    if (allocated > availableToPromise) wrong.push(`${lotId}: ${allocated} given of ${availableToPromise}`);
  }
  return wrong.slice(0, shown);
}

/** An event as a subscriber got it. */
export interface HeardEvent {
  id: string;
  source: string;
  subject: string;
  sequence: string;
  type: string;
}

export interface Hearing {
  wrong: string[];
  /** That came again and were dropped by their id. */
  repeats: number;
}

/**
 * What a subscriber has after dropping what it knows by (source, id): everything that was published for it, nothing
 * else, and what is told of one subject in the order of its sequence.
 */
export function checkHearing(
  name: string,
  heard: readonly HeardEvent[],
  published: ReadonlySet<string>,
): Hearing {
  const wrong: string[] = [];
  const known = new Set<string>();
  const newest = new Map<string, string>();
  let repeats = 0;
  for (const event of heard) {
    const identity = identityOf(event);
    if (known.has(identity)) {
      repeats++;
      continue;
    }
    known.add(identity);
    if (!published.has(identity)) wrong.push(`${name} heard ${identity}, which was not for it`);
    const before = newest.get(event.subject);
    if (before !== undefined && event.sequence <= before)
      wrong.push(`${name} heard ${event.subject} ${event.sequence} after ${before}`);
    else newest.set(event.subject, event.sequence);
  }
  for (const identity of published) if (!known.has(identity)) wrong.push(`${name} never heard ${identity}`);
  return { wrong: wrong.slice(0, shown), repeats };
}

export function identityOf({ source, id }: Pick<HeardEvent, 'source' | 'id'>): string {
  return `${source} ${id}`;
}

/** Each revision that is stored was published once in effect; none was published that is not stored. */
export function checkRevisions(
  stored: readonly { shipmentId: string; revision: number }[],
  published: readonly HeardEvent[],
): string[] {
  const due = new Set(stored.map(({ shipmentId, revision }) => `${shipmentId}:${revision}`));
  const told = new Set(published.map(({ id }) => id));
  const wrong = [...due].filter((id) => !told.has(id)).map((id) => `${id} is stored and was never told`);
  for (const id of told) if (!due.has(id)) wrong.push(`${id} was told and is not stored`);
  return wrong.slice(0, shown);
}

interface Fate {
  truck: number;
  city: number;
  waste: number;
  restocked: number;
  awaiting: number;
  /** Below 0: more came than was loaded. */
  missing: number;
}

/** Where a line is that has left its lot. */
function fateOf(line: WeekLine): Fate {
  const none = { truck: 0, city: 0, waste: 0, restocked: 0, awaiting: 0, missing: 0 };
  if (line.received === undefined) return { ...none, truck: line.quantity };
  if (line.returning !== undefined)
    return line.regained === undefined
      ? { ...none, truck: line.quantity }
      : { ...none, missing: line.quantity - line.regained };
  const sums = sumsOf(line);
  const to = (where: string): number =>
    (line.dispositions ?? []).reduce((sum, each) => sum + (each.to === where ? each.quantity : 0), 0);
  return {
    ...none,
    city: line.received,
    waste: to('waste'),
    restocked: to('stock'),
    awaiting: sums.held - to('waste') - to('stock'),
    missing: line.quantity - line.received - sums.held,
  };
}

function sumsOf({ variances = [] }: WeekLine): { held: number; short: number } {
  const of = (isWanted: (kind: string) => boolean): number =>
    variances.reduce((sum, { kind, quantity }) => sum + (isWanted(kind) ? quantity : 0), 0);
  return { held: of((kind) => held.has(kind)), short: of((kind) => kind === 'short') };
}

export function lineName({
  shipmentId,
  commodity,
  demandId,
  location,
  lot,
}: LineName & { shipmentId: string }): string {
  return [shipmentId, commodity, demandId, location, lot].join(' ');
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}
