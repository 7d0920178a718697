import type { RegistryIndex } from '#access';
import type { BilingualText } from '#contracts';
import { parseDate, refuse, toBaseUnits } from '#domain';
import type { Commodity, RefusalCode, Supposition, SuppositionError, SuppositionErrorCode } from '#domain';
import { Problem } from '../http/problem.js';
import type { ProblemFault } from '../http/problem.js';
import type { AnyChange, WhatIfQuestion } from './what-if.dto.js';

/** What is asked, in base units; collects everything that is wrong with it. */
export class Suppositions {
  private readonly faults: ProblemFault[] = [];

  private constructor(
    private readonly index: RegistryIndex,
    private readonly commodity: Commodity,
  ) {}

  /** Throws `Problem` WHAT_IF_REFUSED that names every wrong field. */
  static of({ hub, commodity, changes }: WhatIfQuestion, index: RegistryIndex): Supposition[] {
    const known = index.commodities.get(commodity);
    if (known === undefined) throw refused([fault('/commodity', 'COMMODITY_UNKNOWN', commodity)]);
    if (!index.hubs.has(hub)) throw refused([fault('/hub', 'HUB_UNKNOWN', hub)]);
    const reading = new Suppositions(index, known);
    const suppositions = changes.map((change, k) => reading.read(change, k));
    if (reading.faults.length > 0) throw refused(reading.faults);
    return suppositions;
  }

  private read(change: AnyChange, k: number): Supposition {
    const path = `/changes/${k}`;
    switch (change.change) {
      case 'stock.added': {
        const { location, lot = 'default', bestBefore = null, grade = null } = change;
        if (!this.index.places.has(location) && !this.isProducing(location))
          this.wrong(`${path}/location`, 'LOCATION_UNKNOWN', location);
        this.date(bestBefore, `${path}/bestBefore`);
        const quantity = this.quantity(change, path, 'signed');
        return { change: 'stock.added', location, lot, quantity, bestBefore, grade };
      }
      case 'stock.counted': {
        const { location, lot = 'default', bestBefore = null, grade = null, source } = change;
        if (!this.index.places.has(location) && !this.isProducing(location))
          this.wrong(`${path}/location`, 'LOCATION_UNKNOWN', location);
        if (!this.index.parties.has(source)) this.wrong(`${path}/source`, 'PARTY_NOT_ACTIVE', source);
        this.date(bestBefore, `${path}/bestBefore`);
        const quantity = this.quantity(change, path);
        return { change: 'stock.counted', source, location, lot, quantity, bestBefore, grade };
      }
      case 'demand.added': {
        const { demandId = `what-if.${k + 1}`, destination, window, priority = 5 } = change;
        if (!this.index.regions.has(destination))
          this.wrong(`${path}/destination`, 'DESTINATION_UNKNOWN', destination);
        this.date(window.from, `${path}/window/from`);
        this.date(window.to, `${path}/window/to`);
        if (window.from > window.to)
          this.wrong(`${path}/window`, 'WINDOW_INVALID', `${window.from} – ${window.to}`);
        const asked = { minShelfLifeDays: change.minShelfLifeDays ?? 0, grade: change.grade ?? null };
        const dates = { windowFrom: window.from, windowTo: window.to };
        const quantity = this.quantity(change, path);
        return { change: 'demand.added', demandId, destination, quantity, ...dates, priority, ...asked };
      }
      case 'demand.changed':
        return {
          change: 'demand.changed',
          demandId: change.demandId,
          quantity: this.given(change, path),
          priority: change.priority ?? null,
        };
      case 'override.added': {
        const { action, location = null, lot = null, demandId = null, lane = null } = change;
        const about = { location, lot: lot ?? (action === 'pin' ? 'default' : null), demandId, lane };
        const quantity = this.given(change, path);
        const needs: unknown[] = { hold: [], cap: [demandId, quantity], pin: [location, demandId, quantity] }[
          action
        ];
        if (needs.includes(null)) this.wrong(`${path}/action`, 'OVERRIDE_INCOMPLETE', action);
        return { change: 'override.added', action, ...about, quantity };
      }
      case 'reserve.set':
        return { change: 'reserve.set', quantity: this.quantity(change, path) };
      default:
        return { ...change };
    }
  }

  /** Null where none was given. */
  private given({ quantity, unit }: { quantity?: number | string; unit?: string }, path: string) {
    return quantity === undefined ? null : this.quantity({ quantity, unit: unit ?? '' }, path);
  }

  private isProducing(region: string): boolean {
    return this.index.registry.hubs.some((hub) => hub.producingRegions.includes(region));
  }

  private quantity(
    { quantity, unit }: { quantity: number | string; unit: string },
    path: string,
    range: 'signed' | 'zero-or-more' = 'zero-or-more',
  ): number {
    const read = toBaseUnits(quantity, unit, this.commodity, range);
    if (read.kind === 'converted') return read.quantity;
    const field = read.code === 'UNIT_UNKNOWN' ? 'unit' : 'quantity';
    this.wrong(`${path}/${field}`, read.code, field === 'unit' ? unit : String(quantity));
    return 0;
  }

  private date(date: string | null, path: string): void {
    if (date !== null && parseDate(date) === null) this.wrong(path, 'DATE_INVALID', date);
  }

  private wrong(path: string, code: RefusalCode, value: string): void {
    this.faults.push(fault(path, code, value));
  }
}

export function refused(errors: ProblemFault[]): Problem {
  return new Problem('WHAT_IF_REFUSED', { errors });
}

const sentences: Record<SuppositionErrorCode, BilingualText> = {
  DEMAND_UNKNOWN: {
    id: 'Rencana sekarang tidak memuat kebutuhan ini',
    en: 'The present plan has no such demand',
  },
  DEMAND_EXISTS: {
    id: 'Kebutuhan dengan nama ini sudah ada; pakai demand.changed',
    en: 'There is a demand of this name already; use demand.changed',
  },
  AGREEMENT_UNKNOWN: { id: 'Perjanjian ini tidak ada', en: 'There is no such agreement' },
  LANE_UNKNOWN: { id: 'Jalur ini tidak ada', en: 'There is no such lane' },
  OVERRIDE_UNKNOWN: { id: 'Keputusan petugas ini tidak ada', en: 'There is no such override' },
  FACT_UNKNOWN: { id: 'Laporan ini tidak ada di buku', en: 'The ledger has no such fact' },
};

const fields: Record<SuppositionErrorCode, string> = {
  DEMAND_UNKNOWN: 'demandId',
  DEMAND_EXISTS: 'demandId',
  AGREEMENT_UNKNOWN: 'agreement',
  LANE_UNKNOWN: 'lane',
  FACT_UNKNOWN: 'factId',
  OVERRIDE_UNKNOWN: 'overrideId',
};

/** Where a supposition speaks of what is not there. */
export function faultOf({ code, index, subject }: SuppositionError): ProblemFault {
  const path = `/changes/${index}/${fields[code]}`;
  const { id, en } = sentences[code];
  return { path, code, text: { id: `${id}: ${subject}.`, en: `${en}: ${subject}.` } };
}

/** A wrong field with the sentence that an event would get for it. */
function fault(path: string, code: RefusalCode, value: string): ProblemFault {
  return { path, code, text: refuse(code, path, value).text };
}
