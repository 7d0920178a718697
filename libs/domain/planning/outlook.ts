import type { Commodity } from '../registry/registry.js';
import { compareText } from '../ledger/timeline.js';
import { addDays, daysBetween } from './calendar.js';
import { figure, type Text } from './figure.js';
import type { Allocation, DemandLine, LotLine } from './plan.js';
import { mulDiv } from './share.js';
import { sum } from '../quantity/sum-by.js';

/** What one region has and needs by the end of one day. Base units; `arriving` to `expired` are that day's alone. */
export interface OutlookDay {
  date: string;
  /** From today on: the region's own reserve, and its demands spread evenly over the days of their windows. */
  need: number;
  /** What is there, with harvests and arrivals until then, without what has left or is past its date. */
  available: number;
  /** available − need; below 0 is short by then. */
  balance: number;
  arriving: number;
  leaving: number;
  harvested: number;
  expired: number;
}

/** The food balance (*neraca pangan*) of one commodity in one region, day by day. Base units. */
export interface Outlook {
  region: string;
  /** Counted, whether it may be used or not. */
  onHand: number;
  /** Of it, not counted as available: the figure is too old, or the goods are past their date. */
  aged: number;
  /** What the region is taken to need because it never said; in no other figure. */
  estimatedNeed: number;
  days: OutlookDay[];
}

/** The lines of one plan that an outlook is made of. */
export interface Outlooked {
  lots: readonly LotLine[];
  demands: readonly DemandLine[];
  allocations: readonly Allocation[];
}

/** Days that are looked ahead at most. */
export const outlookDaysMax = 31;

/**
 * The food balance of each region from `today` to `days` days later, as the plan would have it. The rule:
 * stock counts as far as the plan believes it, a harvest from its date on, goods until the day of their
 * best-before; planned goods leave on their pickup date and arrive at the lane's late lead time; what is promised
 * leaves today, and what is promised or on the road arrives on the first open day of its demand. A demand that
 * is not delivered is needed in equal parts on each open day of its window. Nothing else is foreseen: neither
 * what nobody has counted nor what nobody has asked for.
 */
export function outlookOf(
  plan: Outlooked,
  regions: readonly string[],
  today: string,
  days: number,
): Outlook[] {
  const all = new Set([
    ...regions,
    ...plan.lots.map(({ region }) => region),
    ...plan.demands.map(({ destination }) => destination),
  ]);
  const moving = plan.allocations.filter(({ estimated }) => !estimated);
  const leaving = groupBy(moving, ({ lotId }) => lotId);
  const coming = groupBy(moving, ({ destination }) => destination);
  const lotsIn = groupBy(plan.lots, (lot) => lot.region);
  const demandsOf = groupBy(plan.demands, ({ destination }) => destination);
  return [...all].sort(compareText).map((region) => {
    const lots = lotsIn.get(region) ?? [];
    const here = demandsOf.get(region) ?? [];
    const flow = new Flow(today, Math.min(days, outlookDaysMax));
    for (const lot of lots) takeLot(lot, leaving.get(lot.lotId) ?? [], flow);
    const asked = here.filter(({ estimated }) => !estimated);
    for (const demand of asked) takeDemand(demand, flow);
    for (const row of coming.get(region) ?? []) flow.add('arriving', row.arrivalBy, row.quantity);
    return {
      region,
      onHand: sum(lots, (lot) => (lot.forecast ? 0 : lot.onHand)),
      aged: sum(lots, (lot) => (lot.forecast ? 0 : lot.aged)),
      estimatedNeed: sum(here, (line) => (line.estimated ? line.netNeed : 0)),
      days: flow.days(),
    };
  });
}

function takeLot(lot: LotLine, leaving: readonly Allocation[], flow: Flow): void {
  const usable = Math.max(0, lot.onHand - lot.aged);
  if (lot.forecast) flow.add('harvested', lot.availableFrom, usable);
  else flow.begin(usable);
  flow.add('need', flow.today, lot.reserved);
  flow.add('leaving', flow.today, lot.committed);
  for (const row of leaving) flow.add('leaving', row.pickupDate, row.quantity);
  if (lot.bestBefore === null) return;
  const rest = usable - lot.committed - sum(leaving, ({ quantity }) => quantity);
  // What is past its date already is no part of what is usable.
  if (lot.bestBefore >= flow.today) flow.add('expired', addDays(lot.bestBefore, 1), Math.max(0, rest));
}

function takeDemand(demand: DemandLine, flow: Flow): void {
  const open = Math.max(0, demand.declared - demand.delivered);
  const from = demand.windowFrom > flow.today ? demand.windowFrom : flow.today;
  const length = Math.max(0, daysBetween(from, demand.windowTo)) + 1;
  for (let day = 0; day < length; day++) {
    const until = (k: number): number => mulDiv(open, k, BigInt(length));
    flow.add('need', addDays(from, day), until(day + 1) - until(day));
  }
  flow.add('arriving', from, demand.inTransit + demand.committed);
}

type Kind = 'need' | 'arriving' | 'leaving' | 'harvested' | 'expired';

/** What comes and goes on each day of an outlook. */
class Flow {
  private stock = 0;
  private readonly rows: Record<Kind, number>[];

  constructor(
    readonly today: string,
    days: number,
  ) {
    const none = { need: 0, arriving: 0, leaving: 0, harvested: 0, expired: 0 };
    this.rows = Array.from({ length: days + 1 }, () => ({ ...none }));
  }

  begin(quantity: number): void {
    this.stock += quantity;
  }

  /** What was due before today is due today; what comes after the last day is not seen. */
  add(kind: Kind, date: string, quantity: number): void {
    const row = this.rows[Math.max(0, daysBetween(this.today, date))];
    if (row !== undefined) row[kind] += quantity;
  }

  days(): OutlookDay[] {
    let [available, needed] = [this.stock, 0];
    return this.rows.map(({ need, ...row }, day) => {
      available += row.harvested + row.arriving - row.leaving - row.expired;
      needed += need;
      return {
        date: addDays(this.today, day),
        need: needed,
        available,
        balance: available - needed,
        ...row,
      };
    });
  }
}

/** The officers' last column (*keterangan*) in one sentence. */
export function outlookRemark({ days, estimatedNeed, aged }: Outlook, commodity: Commodity): Text {
  const last = days.at(-1)!;
  const told = (quantity: number): Text => figure(rounded(quantity, commodity), commodity);
  const parts: Text[] = [];
  const short = days.find(({ balance }) => balance < 0);
  if (short !== undefined) {
    const since = dayText(short.date);
    const worst = told(-Math.min(...days.map(({ balance }) => balance)));
    const now = short === days[0];
    parts.push({
      id: now
        ? `Kurang sejak hari ini, terbanyak ${worst.id}`
        : `Kurang mulai ${since.id}, terbanyak ${worst.id}`,
      en: now ? `Short from today, ${worst.en} at most` : `Short from ${since.en}, ${worst.en} at most`,
    });
  } else if (last.balance > 0) {
    const over = told(last.balance);
    const until = dayText(last.date);
    parts.push({
      id: `Surplus ${over.id} sampai ${until.id}`,
      en: `Surplus of ${over.en} until ${until.en}`,
    });
  } else if (last.need > 0) parts.push({ id: 'Tercukupi', en: 'Met' });
  if (last.need === 0 && estimatedNeed > 0) {
    const guess = told(estimatedNeed);
    parts.push({
      id: `Belum menyatakan kebutuhan; diperkirakan ${guess.id}`,
      en: `Has not said what it needs; estimated at ${guess.en}`,
    });
  }
  const gone = sum(days, ({ expired }) => expired);
  if (gone > 0) {
    const lost = told(gone);
    parts.push({ id: `${lost.id} melewati masa simpan`, en: `${lost.en} passes its best-before` });
  }
  if (aged > 0) {
    const old = told(aged);
    parts.push({
      id: `${old.id} tidak dihitung: data lama atau lewat masa simpan`,
      en: `${old.en} is not counted: old figures or past its date`,
    });
  }
  const said = (language: 'id' | 'en'): string => parts.map((part) => part[language]).join('; ');
  return { id: said('id'), en: said('en') };
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

const months = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

function dayText(date: string): Text {
  const [day, month] = [Number(date.slice(8)), Number(date.slice(5, 7)) - 1];
  return { id: `${day} ${months.id[month]}`, en: `${day} ${months.en[month]}` };
}

/** To whole kilograms, litres or pieces where that hides nothing; to whole tons in a remark of many. */
function rounded(quantity: number, { baseUnit }: Commodity): number {
  const step = baseUnit === 'piece' || quantity < 1_000 ? 1 : quantity < 100_000_000 ? 1_000 : 1_000_000;
  return Math.round(quantity / step) * step;
}
