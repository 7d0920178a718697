import {
  checkAccounts,
  checkHearing,
  checkLots,
  checkReceipts,
  checkRevisions,
  checkSigns,
  checkSums,
  whereabouts,
  type Goods,
  type HeardEvent,
  type WeekAccount,
  type WeekShipment,
} from './checker.js';

const name = { commodity: 'rice.milled', demandId: 'd1', location: 'gudang', lot: 'a' };
const none = { over: 0, short: 0, missing: 0, damaged: 0, refused: 0, wrong: 0, surplus: 0, wasted: 0 };
const account = (shipmentId: string, more: Partial<WeekAccount>): WeekAccount => ({
  ...{ shipmentId, ...name, settled: false, accepted: 0, loaded: 0, received: 0, ...none },
  ...{ restocked: 0, returned: 0, awaiting: 0 },
  ...more,
});
const shipment = (shipmentId: string, status: string, line: object): WeekShipment => ({
  shipmentId,
  status,
  carrier: 'c',
  lines: [{ ...name, quantity: 100, ...line }],
});

/** 1,000 g: 100 promised, 100 on a truck, 100 received with all that can happen, 100 brought back but for 1. */
const fine = (): Goods => ({
  counted: new Map([['gudang/a', { commodity: 'rice.milled', quantity: 1_000 }]]),
  lots: [
    {
      ...{ lotId: 'gudang/a', commodity: 'rice.milled', onHand: 809, committed: 100, reserved: 0, aged: 9 },
      ...{ availableToPromise: 700, allocated: 0 },
    },
  ],
  receipts: [{ shipmentId: 's3', ...name, received: 80, held: 17, short: 3 }],
  shipments: [
    shipment('s1', 'accepted', {}),
    shipment('s2', 'in_transit', {}),
    shipment('s3', 'closed', {
      received: 80,
      variances: [
        { kind: 'damaged', quantity: 17 },
        { kind: 'short', quantity: 3 },
      ],
      dispositions: [
        { to: 'stock', quantity: 10 },
        { to: 'waste', quantity: 5 },
      ],
    }),
    shipment('s4', 'closed', { received: 0, returning: 'gudang', regained: 99 }),
    shipment('s5', 'cancelled', {}),
  ],
  accounts: [
    account('s1', { accepted: 100 }),
    account('s2', { accepted: 100, loaded: 100 }),
    account('s3', {
      ...{ settled: true, accepted: 100, loaded: 100, received: 80, short: 20, missing: 3, damaged: 17 },
      ...{ restocked: 10, wasted: 5, awaiting: 2 },
    }),
    account('s4', {
      ...{ settled: true, accepted: 100, loaded: 100, short: 100, missing: 1, returned: 99 },
    }),
  ],
});
const checks = [checkSums, checkLots, checkReceipts, checkAccounts];
const seenBy = (goods: Goods) => checks.filter((check) => check(goods).length > 0);

describe('goods', () => {
  it('finds every unit of a week in which nothing was lost', () => {
    expect(checks.map((check) => check(fine()))).toEqual([[], [], [], []]);
    expect(checkSigns([{ of: 'rice', figures: whereabouts(fine()).get('rice.milled')! }], fine())).toEqual(
      [],
    );
    expect(whereabouts(fine()).get('rice.milled')).toEqual({
      ...{ counted: 1_000, stock: 709, committed: 100, truck: 100, city: 80, waste: 5, awaiting: 2 },
      missing: 4,
    });
  });

  it('misses a gram of stock, and sees one too many', () => {
    for (const by of [-1, 1]) {
      const goods = fine();
      goods.lots[0]!.onHand += by;
      expect(seenBy(goods)).toEqual([checkSums, checkLots]);
    }
  });

  it('sees a unit that is on two trucks', () => {
    const goods = fine();
    const twice = {
      ...goods,
      shipments: [...goods.shipments, shipment('s6', 'in_transit', { quantity: 1 })],
    };
    expect(seenBy(twice)).toEqual([checkSums, checkLots, checkAccounts]);
  });

  it('sees goods that came back into no lot', () => {
    const goods = fine();
    goods.shipments[3]!.lines[0]!.regained = 98;
    expect(seenBy(goods)).toContain(checkLots);
  });

  it('sees goods that are promised by nobody', () => {
    const goods = fine();
    goods.shipments[0]!.status = 'expired';
    expect(seenBy(goods)).toContain(checkLots);
  });

  it('sees a receipt that is lost, altered, or told twice', () => {
    const lost = fine();
    delete lost.shipments[2]!.lines[0]!.received;
    expect(seenBy(lost)).toContain(checkReceipts);
    const altered = fine();
    altered.shipments[2]!.lines[0]!.received = 81;
    expect(seenBy(altered)).toContain(checkReceipts);
    const goods = fine();
    expect(checkReceipts({ ...goods, receipts: [...goods.receipts, ...goods.receipts] })).not.toEqual([]);
    const nowhere = { ...goods, shipments: goods.shipments.filter(({ shipmentId }) => shipmentId !== 's3') };
    expect(checkReceipts(nowhere)).not.toEqual([]);
  });

  it('sees a ledger that says something else than its shipments, or does not add up', () => {
    for (const spoil of [
      (rows: WeekAccount[]) => rows.pop(),
      (rows: WeekAccount[]) => (rows[2]!.wasted += 1),
      (rows: WeekAccount[]) => (rows[2]!.short += 1),
      (rows: WeekAccount[]) => (rows[2]!.missing -= 1),
      (rows: WeekAccount[]) => rows.push({ ...rows[0]! }),
    ]) {
      const goods = fine();
      spoil(goods.accounts as WeekAccount[]);
      expect(seenBy(goods)).toEqual([checkAccounts]);
    }
  });

  it('sees what is below nothing, and a lot that is given away twice', () => {
    expect(checkSigns([{ of: 'x', figures: { onHand: -1, unit: 'g' } }], fine())).toHaveLength(1);
    const goods = fine();
    goods.lots[0]!.allocated = 701;
    expect(checkSigns([], goods)).toHaveLength(1);
  });
});

describe('subscribers', () => {
  const event = (subject: string, n: number): HeardEvent => ({
    ...{ id: `${subject}:${n}`, source: 'urn:hub', subject, type: 't' },
    sequence: String(n).padStart(20, '0'),
  });
  const published = new Set(['urn:hub a:1', 'urn:hub a:2', 'urn:hub b:1']);
  const all = [event('a', 1), event('b', 1), event('a', 2)];

  it('lets repeats pass that a subscriber drops', () => {
    expect(checkHearing('x', [...all, ...all], published)).toEqual({ wrong: [], repeats: 3 });
  });

  it('sees an event that is missing, foreign, or out of its sequence', () => {
    expect(checkHearing('x', all.slice(1), published).wrong).toEqual(['x never heard urn:hub a:1']);
    expect(checkHearing('x', [...all, event('c', 1)], published).wrong).toHaveLength(1);
    expect(checkHearing('x', [...all].reverse(), published).wrong).toHaveLength(1);
  });

  it('sees a revision that was never told, and one that is not stored', () => {
    const stored = [
      { shipmentId: 'a', revision: 1 },
      { shipmentId: 'a', revision: 2 },
      { shipmentId: 'b', revision: 1 },
    ];
    expect(checkRevisions(stored, all)).toEqual([]);
    expect(checkRevisions(stored, all.slice(1))).toHaveLength(1);
    expect(checkRevisions(stored.slice(1), all)).toHaveLength(1);
  });
});
