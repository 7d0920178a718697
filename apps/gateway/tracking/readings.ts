import type { Principal, RegistryCache } from '#access';
import type { BilingualText } from '#contracts';
import { askForLook, gatherMs, insertReadings, type Database, type ShipmentReading } from '#database';
import { Problem } from '../http/problem.js';
import { kindOf } from '../http/problem-codes.js';
import { tenancyOf } from '../scope/tenancy.js';
import { plateOf, readReading, type About, type ReadingCode } from './read-reading.js';

export interface ReadingVerdict {
  index: number;
  status: 'accepted' | 'repeated' | 'refused';
  /** Of which it is one. */
  shipments: string[];
  code?: ReadingCode;
  text?: BilingualText;
}

export interface ReadingVerdicts {
  accepted: number;
  repeated: number;
  refused: number;
  items: ReadingVerdict[];
}

interface Carried {
  shipmentId: string;
  status: string;
  vehicle: string | null;
  updatedAt: Date;
}

const onRoad: ReadonlySet<string> = new Set(['dispatched', 'in_transit']);
const ended: ReadonlySet<string> = new Set(['received', 'closed']);
const carriedMax = 10_000;

/** Takes positions and temperatures straight into their table: many, small, late and repeated, they are no events. */
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly pace: number,
  ) {}

  /**
   * Takes readings of one shipment of the speaker's.
   * @throws Problem SHIPMENT_UNKNOWN (404) or SHIPMENT_NOT_YOURS
   */
  async takeOf(shipmentId: string, points: readonly unknown[], by: Principal): Promise<ReadingVerdicts> {
    const id = shipmentId.slice(0, 256).replaceAll('\u0000', '');
    const [its] = await this.database.query<{ carrier: string | null }>(
      `SELECT carrier FROM dispatcher.shipment WHERE shipment_id = $1`,
      [id],
    );
    if (!its) throw new Problem('SHIPMENT_UNKNOWN', { status: 404 });
    if (its.carrier !== by.party || by.kind !== 'carrier') throw new Problem('SHIPMENT_NOT_YOURS');
    return this.take(points, by, { shipmentId: id });
  }

  /** Takes readings of many shipments and vehicles; each gets its own verdict. */
  async take(items: readonly unknown[], by: Principal, of: About | null = null): Promise<ReadingVerdicts> {
    const now = Date.now();
    const read = items.map((item) => readReading(item, now));
    const carried = await this.carriedBy(by, [
      ...read.flatMap((each) =>
        typeof each === 'object' && isById(each.about) ? [each.about.shipmentId] : [],
      ),
      ...(isById(of) ? [of.shipmentId] : []),
    ]);
    const verdicts = read.map((each, index): { verdict: ReadingVerdict; readings: ShipmentReading[] } => {
      if (typeof each === 'string') return { verdict: refusedAs(each, index), readings: [] };
      const found = shipmentsOf(of ?? each.about, each.reading.time, carried);
      if (typeof found === 'string') return { verdict: refusedAs(found, index), readings: [] };
      const readings = found.map((shipmentId) => ({ shipmentId, ...each.reading }));
      return { verdict: { index, status: 'repeated', shipments: found }, readings };
    });
    await this.keep(verdicts, by, now);
    const answers = verdicts.map(({ verdict }) => verdict);
    const count = (status: ReadingVerdict['status']) =>
      answers.filter((each) => each.status === status).length;
    return {
      accepted: count('accepted'),
      repeated: count('repeated'),
      refused: count('refused'),
      items: answers,
    };
  }

  private async keep(
    verdicts: readonly { verdict: ReadingVerdict; readings: ShipmentReading[] }[],
    by: Principal,
    now: number,
  ): Promise<void> {
    const all = verdicts.flatMap(({ verdict, readings }) =>
      readings.map((reading) => ({ verdict, reading })),
    );
    if (all.length === 0) return;
    const isNew = await this.database.scoped(tenancyOf(by, this.registry.index), (sql) =>
      insertReadings(
        sql,
        by.party,
        all.map(({ reading }) => reading),
        now,
      ),
    );
    const fresh = all.filter((_, k) => isNew[k]);
    for (const { verdict } of fresh) verdict.status = 'accepted';
    if (fresh.length > 0)
      await askForLook(
        this.database,
        fresh.map(({ reading }) => reading.shipmentId),
        now,
        gatherMs / this.pace,
      );
  }

  private carriedBy({ party, kind }: Principal, named: string[]): Promise<Carried[]> {
    if (kind !== 'carrier') return Promise.resolve([]);
    return this.database.query<Carried>(
      `SELECT shipment_id AS "shipmentId", status, shipment->'journey'->>'vehicle' AS vehicle,
              updated_at AS "updatedAt"
       FROM dispatcher.shipment
       WHERE carrier = $1 AND (status IN ('dispatched', 'in_transit') OR shipment_id = ANY($2)) LIMIT $3`,
      [party, [...new Set(named)], carriedMax],
    );
  }
}

function isById(about: About | null): about is { shipmentId: string } {
  return about !== null && 'shipmentId' in about;
}

function shipmentsOf(about: About | null, time: number, carried: readonly Carried[]): string[] | ReadingCode {
  if (about === null) return 'READING_INVALID';
  if (!isById(about)) {
    const plate = plateOf(about.vehicle);
    const its = carried.filter(
      ({ status, vehicle }) => onRoad.has(status) && vehicle !== null && plateOf(vehicle) === plate,
    );
    return its.length === 0 ? 'VEHICLE_UNKNOWN' : its.map(({ shipmentId }) => shipmentId);
  }
  const shipment = carried.find(({ shipmentId }) => shipmentId === about.shipmentId);
  if (shipment === undefined) return 'SHIPMENT_UNKNOWN';
  const { status, updatedAt } = shipment;
  // What was read on the way may come after the receipt.
  const isTaken =
    status === 'accepted' || onRoad.has(status) || (ended.has(status) && time <= updatedAt.getTime());
  return isTaken ? [about.shipmentId] : 'SHIPMENT_STATE';
}

const ownText: Readonly<Record<string, BilingualText>> = {
  SHIPMENT_UNKNOWN: {
    id: 'Kiriman ini tidak ada, atau bukan tugas Anda.',
    en: 'There is no such shipment, or it is not yours to carry.',
  },
  SHIPMENT_STATE: {
    id: 'Kiriman ini tidak sedang di jalan pada waktu itu.',
    en: 'The shipment was not on the road at that time.',
  },
};

function refusedAs(code: ReadingCode, index: number): ReadingVerdict {
  return { index, status: 'refused', shipments: [], code, text: ownText[code] ?? kindOf(code).text };
}
