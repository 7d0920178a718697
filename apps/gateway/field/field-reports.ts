import type { RegistryCache } from '#access';
import { sourceOfParty } from '#contracts';
import type { EventDoor, Outcome } from '../events/event-door.js';
import type { EventStatuses } from '../events/event-status.js';
import { Problem } from '../http/problem.js';
import { scopeOf } from '../scope/scope.js';
import type { Device } from './field-devices.js';

const reportTypes = new Set(
  ['stock.counted', 'stock.moved', 'harvest.forecast'].map((type) => `lumbung.${type}.v1`),
);
const correctedType = 'lumbung.fact.corrected.v1';

interface Said {
  id?: unknown;
  source?: unknown;
  type?: unknown;
  data?: { location?: unknown; corrects?: { source?: unknown; id?: unknown } } | null;
}

/** What phones report: theirs alone, and what the door then says of it. */
export class FieldReports {
  constructor(
    private readonly door: EventDoor,
    private readonly statuses: EventStatuses,
    private readonly registry: RegistryCache,
  ) {}

  /** @throws Problem DEVICE_NOT_ALLOWED */
  partyOf(device: Device, json: Said): string {
    const { id, source, type, data } = json;
    const grant = device.grants.find(({ party }) => source === sourceOfParty(party));
    if (!grant || !isOwn(device, id)) throw new Problem('DEVICE_NOT_ALLOWED');
    if (type === correctedType) {
      const { corrects } = data ?? {};
      const isSame = corrects?.source === undefined || corrects.source === source;
      if (!isSame || !isOwn(device, corrects?.id)) throw new Problem('DEVICE_NOT_ALLOWED');
      return grant.party;
    }
    const isReport = typeof type === 'string' && reportTypes.has(type);
    if (!isReport || !grant.places.some((place) => place === data?.location))
      throw new Problem('DEVICE_NOT_ALLOWED');
    return grant.party;
  }

  /** Takes one report in the producer's name, with whoever entered it on the fact. */
  async take(device: Device, party: string, json: object, traceparent: string | undefined): Promise<Outcome> {
    const { kind, regions } = this.registry.index.parties.get(party)!;
    const [outcome] = await this.door.take({
      principal: { party, kind, regions },
      events: [{ value: JSON.stringify(json), json, fault: null }],
      traceparent,
      ...(device.enteredBy === null ? {} : { person: device.enteredBy }),
    });
    return outcome!;
  }

  /** What became of one of its reports. @throws Problem NOT_FOUND */
  async status(device: Device, party: string, id: string) {
    const isGranted = device.grants.some((grant) => grant.party === party);
    const known = this.registry.index.parties.get(party);
    if (!isGranted || !known || !isOwn(device, id)) throw new Problem('NOT_FOUND');
    const scope = scopeOf({ party, kind: known.kind, regions: known.regions }, this.registry.index);
    const status = await this.statuses.find(party, id, scope, party);
    if (!status) throw new Problem('NOT_FOUND');
    return status;
  }
}

/** A phone's reports carry its id before theirs, so that it can take back its own and nobody else's. */
function isOwn({ deviceId }: Device, id: unknown): boolean {
  return typeof id === 'string' && id.startsWith(`${deviceId}.`);
}
