import { Random } from '../faults/random.js';
import { day } from '../support/say.js';
import { Agenda } from './agenda.js';
import type { SaidReceipt, WeekLine } from './checker.js';
import type { Wire } from './subscribers.js';
import { leavingCarrier, silentCarrier, type World } from './world.js';

export interface State {
  shipmentId: string;
  revision: number;
  status: string;
  lane: string;
  destination: string;
  carrier: string | null;
  lines: (WeekLine & { unit: string })[];
}

export interface Deeds {
  offers: number;
  accepted: number;
  declined: number;
  unanswered: number;
  late: number;
  changesAnswered: number;
  cancelled: number;
  leftBehind: number;
  dispatched: number;
  breakdowns: number;
  transfers: number;
  returns: number;
  receipts: number;
  variances: number;
  dispositions: number;
  repeats: number;
  refused: number;
}

const shares = {
  declines: 0.1,
  cancels: 0.03,
  leavesSome: 0.05,
  breaksDown: 0.05,
  variance: 0.08,
  saysTwice: 0.05,
};
const onRoad: ReadonlySet<string> = new Set(['dispatched', 'in_transit']);
const stateWithinMs = 30_000;

/**
 * Carriers, receivers and the hub, who do what they hear of. What becomes of a shipment follows from the seed and
 * its id alone, in whatever order things happen.
 */
export class Play {
  readonly deeds: Deeds = {
    ...{ offers: 0, accepted: 0, declined: 0, unanswered: 0, late: 0, changesAnswered: 0, cancelled: 0 },
    ...{ leftBehind: 0, dispatched: 0, breakdowns: 0, transfers: 0, returns: 0, receipts: 0, variances: 0 },
    ...{ dispositions: 0, repeats: 0, refused: 0 },
  };
  readonly refusals = new Map<string, number>();
  readonly receipts: SaidReceipt[] = [];
  readonly states = new Map<string, State>();
  readonly agenda = new Agenda();
  /** When anything was heard or done last. */
  lastAt = Date.now();
  private readonly begun = new Set<string>();
  private readonly dayOne = Date.parse(day(0));

  constructor(
    private readonly url: string,
    private readonly world: World,
    private readonly seed: number,
  ) {}

  /** The hub hears of everything. */
  hear({ type, data }: Wire): void {
    this.lastAt = Date.now();
    if (type === 'lumbung.shipment.offered.v1')
      return this.once(`offer ${String(data['offerId'])}`, () => this.answer(data));
    if (type === 'lumbung.change.proposed.v1')
      return this.once(`change ${(data['change'] as { changeId: string }).changeId}`, () => this.agree(data));
    if (!/^lumbung\.shipment\.(recommended|updated|withdrawn)\.v1$/.test(type)) return;
    const state = data as unknown as State;
    const known = this.states.get(state.shipmentId);
    if (known !== undefined && known.revision >= state.revision) return;
    this.states.set(state.shipmentId, state);
    const isPart = /\.s\d+$/.test(state.shipmentId);
    if (state.status === 'accepted') this.once(`trip ${state.shipmentId}`, () => this.trip(state));
    else if (isPart && state.status === 'in_transit')
      this.once(`trip ${state.shipmentId}`, () => this.arrive(state.shipmentId));
  }

  get isIdle(): boolean {
    const asked = [...this.states.values()].some(({ status }) => status === 'offered');
    return !asked && this.agenda.isEmpty;
  }

  private once(name: string, work: () => Promise<void>): void {
    if (this.begun.has(name)) return;
    this.begun.add(name);
    this.agenda.add(async () => {
      await work();
      this.lastAt = Date.now();
    });
  }

  private async answer(data: Record<string, unknown>): Promise<void> {
    const { offerId, carrier, shipmentId } = data as { offerId: string; carrier: string; shipmentId: string };
    if (data['status'] !== 'open') return;
    this.deeds.offers++;
    if (carrier === silentCarrier) {
      this.deeds.unanswered++;
      return;
    }
    const random = this.randomOf(offerId);
    const declines = carrier !== leavingCarrier && random.chance(shares.declines);
    const said = declines
      ? { response: 'declined', reason: 'Truk di bengkel' }
      : { response: 'accepted', vehicle: `AG-${random.integer(1_000, 9_999)}-UK` };
    const status = await this.report(carrier, shipmentId, 'responses', said, offerId);
    if (status !== 202) this.deeds.late++;
    else if (declines) this.deeds.declined++;
    else this.deeds.accepted++;
  }

  private async agree(data: Record<string, unknown>): Promise<void> {
    const { change, shipmentId, carrier } = data as {
      change: { changeId: string };
      shipmentId: string;
      carrier: string | null;
    };
    const { changeId } = change;
    const random = this.randomOf(changeId);
    if (carrier === null || carrier === leavingCarrier || random.chance(0.2)) return;
    const answer = random.chance(0.6) ? 'accepted' : 'declined';
    if ((await this.report(carrier, shipmentId, 'changes', { changeId, answer }, changeId)) === 202)
      this.deeds.changesAnswered++;
  }

  private async trip({ shipmentId, carrier }: State): Promise<void> {
    if (carrier === null || carrier === leavingCarrier) return;
    const random = this.randomOf(shipmentId);
    await this.pause(random);
    if (random.chance(shares.cancels)) {
      const why = { reason: 'Sopir sakit' };
      if ((await this.report(carrier, shipmentId, 'cancellations', why, 'cancel')) === 202)
        this.deeds.cancelled++;
      return;
    }
    const { lines } = this.states.get(shipmentId)!;
    const loaded = random.chance(shares.leavesSome) ? lines.map((line) => short(line, random)) : null;
    const said = loaded === null ? {} : { lines: loaded, reason: 'Tidak muat' };
    if ((await this.report(carrier, shipmentId, 'dispatches', said, 'dispatch')) !== 202) return;
    this.deeds.dispatched++;
    if (loaded !== null) this.deeds.leftBehind++;
    await this.until(shipmentId, ({ status }) => onRoad.has(status));
    await this.pause(random);
    if (random.chance(0.5)) {
      const at = { latitude: -7.9 + random.next(), longitude: 112.1 };
      await this.report(carrier, shipmentId, 'locations', at, 'location');
    }
    if (random.chance(shares.breaksDown) && !(await this.breakDown(shipmentId, carrier, random))) return;
    await this.arrive(shipmentId);
  }

  /** False: nothing of it arrives. */
  private async breakDown(shipmentId: string, carrier: string, random: Random): Promise<boolean> {
    const where = { reason: 'As patah', place: 'Tol Ngawi KM 579' };
    if ((await this.report(carrier, shipmentId, 'breakdowns', where, 'breakdown')) !== 202) return true;
    this.deeds.breakdowns++;
    const { lines } = this.states.get(shipmentId)!;
    const what = random.next();
    if (what < 0.4) {
      const to = { vehicle: 'AE-9001-UX', carrier: random.pick(this.world.carriers.slice(3)) };
      if ((await this.report(carrier, shipmentId, 'transfers', to, 'transfer')) === 202)
        this.deeds.transfers++;
      return true;
    }
    if (what < 0.7) {
      const part = lines.slice(0, 1).map((line) => short(line, random));
      const to = { vehicle: 'AE-9002-UX', lines: part };
      if ((await this.report(carrier, shipmentId, 'transfers', to, 'transfer')) !== 202) return true;
      this.deeds.transfers++;
      await this.until(`${shipmentId}.s1`, () => true);
      await this.until(shipmentId, (state) => sumOf(state.lines) < sumOf(lines));
      return true;
    }
    this.deeds.returns++;
    for (const [k, line] of lines.entries()) {
      const back = { place: line.location, reason: 'Jalan putus', lines: [named(line, line.quantity)] };
      await this.report(carrier, shipmentId, 'returns', back, `return-${k}`);
    }
    await this.until(shipmentId, (state) => state.lines.every(({ returning }) => returning !== undefined));
    // Who counts the stock there counts it again; now and then a little of it is gone.
    for (const [k, line] of lines.entries()) {
      const counted = named(line, random.chance(0.3) ? line.quantity - 1 : line.quantity);
      await this.report('btc', shipmentId, 'restocks', { lines: [counted] }, `restock-${k}`);
    }
    return false;
  }

  private async arrive(shipmentId: string): Promise<void> {
    const state = this.states.get(shipmentId)!;
    const receiver = this.world.towns.find(({ region }) => region === state.destination)!.party;
    const random = this.randomOf(`${shipmentId} arrives`);
    await this.pause(random);
    const isVaried = random.chance(shares.variance);
    const told = state.lines.map((line, k) => receiptOf(line, isVaried && k === 0 ? random : null));
    const body = isVaried ? { lines: told.map(({ report }) => report) } : {};
    if ((await this.report(receiver, shipmentId, 'receipts', body, 'receipt')) !== 202) return;
    this.deeds.receipts++;
    for (const [k, { receipt }] of told.entries()) {
      const { commodity, demandId, location, lot } = state.lines[k]!;
      this.receipts.push({ shipmentId, commodity, demandId, location, lot, ...receipt });
    }
    if (!isVaried) return;
    this.deeds.variances++;
    const line = state.lines[0]!;
    const { held } = told[0]!.receipt;
    await this.until(shipmentId, ({ status }) => status === 'closed');
    if (held === 0 || random.chance(0.25)) return;
    // A part goes into stock by the hub, the rest is thrown away by the receiver, or waits.
    const [by, to] = random.chance(0.5) ? ['btc', 'stock'] : [receiver, 'waste'];
    const decided = { ...named(line, random.integer(1, held)), to };
    if ((await this.report(by!, shipmentId, 'dispositions', { lines: [decided] }, 'disposition')) === 202)
      this.deeds.dispositions++;
  }

  /** Says it until it is answered; now and then once more with the same id. */
  private async report(
    party: string,
    shipmentId: string,
    action: string,
    body: object,
    name: string,
  ): Promise<number> {
    const id = `${action}-${name}-${shipmentId}`.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 120);
    const times = this.randomOf(`${id} again`).chance(shares.saysTwice) ? 2 : 1;
    let status = 0;
    for (let k = 0; k < times; k++) {
      if (k > 0) this.deeds.repeats++;
      const response = await fetch(`${this.url}/v1/shipments/${encodeURIComponent(shipmentId)}/${action}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.world.keys[party]}`,
          'content-type': 'application/json',
          'idempotency-key': id,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (k > 0) continue;
      status = response.status;
      if (status === 202) continue;
      this.deeds.refused++;
      const code = `${action} ${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 200)}`;
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    }
    return status;
  }

  private async until(shipmentId: string, isThere: (state: State) => boolean): Promise<void> {
    for (const giveUpAt = Date.now() + stateWithinMs; ;) {
      const state = this.states.get(shipmentId);
      if (state !== undefined && isThere(state)) return;
      if (Date.now() > giveUpAt)
        throw new Error(`${shipmentId} is ${JSON.stringify(state)}, which was not waited for`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  private pause(random: Random): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, random.integer(50, 2_000)));
  }

  private randomOf(name: string): Random {
    let hash = this.seed;
    // A date is so many days from the first one: the same week on another day is the same.
    const dated = name.replace(/\d{4}-\d{2}-\d{2}/g, (date) =>
      String((Date.parse(date) - this.dayOne) / 86_400_000),
    );
    for (const char of dated) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
    return new Random(hash);
  }
}

type Line = State['lines'][number];

function named({ commodity, demandId, location, lot, unit }: Line, quantity: number) {
  return { commodity, demandId, location, lot, unit, quantity };
}

/** Some of it, and never all. */
function short(line: Line, random: Random) {
  return named(line, line.quantity > 1 ? random.integer(1, line.quantity - 1) : line.quantity);
}

function receiptOf(line: Line, random: Random | null) {
  if (random === null || line.quantity < 2)
    return { report: named(line, line.quantity), receipt: { received: line.quantity, held: 0, short: 0 } };
  const kind = random.pick(['short', 'damaged', 'refused'] as const);
  const otherwise = random.integer(1, Math.max(1, Math.floor(line.quantity / 3)));
  const received = line.quantity - otherwise;
  const reason = { short: 'lost', damaged: 'broken', refused: 'quality' }[kind];
  const { unit } = line;
  return {
    report: { ...named(line, received), variances: [{ kind, quantity: otherwise, unit, reason }] },
    receipt: {
      received,
      held: kind === 'short' ? 0 : otherwise,
      short: kind === 'short' ? otherwise : 0,
    },
  };
}

const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);
