import { issueKey } from '#access';
import { inboundTopic, outboundTopic, topics, topicSettings } from '#contracts';
import { changeRegistry, loadRegistry, type Database } from '#database';
import type { CarrierService, Hub, Party, Registry, TemperatureClass } from '#domain';
import { ensureTopics } from '#kafka';
import type { RunningServices } from '../support/services.js';

/** Never says a word. */
export const silentCarrier = 'kancil-angkutan';
/** Says yes and is never heard of again. */
export const leavingCarrier = 'lenyap-logistik';
/** Listens in four ways. */
export const listener = 'brantas-logistik';

/** With those of the registry they are twelve. */
const newcomers = [
  silentCarrier,
  leavingCarrier,
  'anugerah-trans',
  'bima-kargo',
  'cakra-ekspedisi',
  'dewata-reefer',
  'elang-jaya',
  'garuda-mas-angkut',
  'harapan-trucking',
];
const vehicles = { CDE: 400, CDD: 400, FUSO: 400, 'CDD-R': 800 };
const temperatureClasses: TemperatureClass[] = ['ambient', 'chilled', 'frozen', 'live'];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** The hub as this week needs it: minutes are seconds, and a day's trucks are planned until its last minute. */
export const hubOfWeek = (hub: Hub, offerSeconds: number): Hub => ({
  ...hub,
  offerStrategy: 'round-robin',
  offerMinutes: offerSeconds / 60,
  changeMinutes: offerSeconds / 60,
  pickupHour: 24,
  cutoffHours: 0,
  frozenHours: 0,
});

export interface Town {
  party: string;
  region: string;
  lane: string;
  lateHours: number;
}

export interface World {
  keys: Record<string, string>;
  towns: Town[];
  carriers: string[];
  hub: Hub;
}

/** Twelve carriers on all lanes with an agreement, and a buyer at the end of each. */
export async function prepareWorld(
  services: RunningServices,
  database: Database,
  offerSeconds: number,
): Promise<World> {
  const registry = await loadRegistry(database);
  const hub = hubOfWeek(registry.hubs[0]!, offerSeconds);
  const towns = townsOf(registry);
  const active = (party: Party): Party => ({ ...party, status: 'active', system: true });
  const buyers = towns.map((town) => active(registry.parties.find(({ code }) => code === town.party)!));
  const template = registry.parties.find(({ code }) => code === listener)!;
  const fresh = newcomers.map((code) => ({ ...template, code, nameId: code, nameEn: code }));
  const carriers = [
    ...registry.parties.filter(({ kind }) => kind === 'carrier').map(({ code }) => code),
    ...newcomers,
  ];
  const of = new Map(registry.services.map((service) => [`${service.carrier}/${service.lane}`, service]));
  const services_ = carriers.flatMap((carrier) =>
    towns.map(({ lane }): CarrierService => {
      const known = of.get(`${carrier}/${lane}`);
      const price = { rupiah: known?.rupiah ?? 1_000, rupiahPer: known?.rupiahPer ?? ('kilogram' as const) };
      return { carrier, lane, hub: hub.code, vehicles, temperatureClasses, days: everyDay, ...price };
    }),
  );
  await changeRegistry(
    database,
    [
      { kind: 'hub', code: hub.code, value: hub },
      ...[...buyers, ...fresh].map((value) => ({ kind: 'party' as const, code: value.code, value })),
      ...services_.map((value) => ({
        kind: 'service' as const,
        code: `${value.carrier}/${value.lane}`,
        value,
      })),
    ],
    { party: hub.code, reason: 'a week' },
  );
  const keys = { ...services.keys };
  const known = [...buyers, ...fresh].map(({ code }) => code);
  for (const party of known) keys[party] ??= await issueKey(database, party);
  await ensureTopics(
    services.brokers.split(','),
    known.flatMap((party) => [
      { ...topics.inbound, name: inboundTopic(party), ...room(topics.inbound) },
      { ...topics.outbound, name: outboundTopic(party), ...room(topics.outbound) },
    ]),
  );
  return { keys, towns, carriers, hub };
}

const room = (declaration: Parameters<typeof topicSettings>[0]) => ({
  partitions: 6,
  replication: 1,
  config: topicSettings(declaration),
});

function townsOf({ lanes, parties, agreements }: Registry): Town[] {
  return lanes.flatMap(({ id, destination, leadHoursLate }) => {
    const buyer = parties.find(
      ({ regions, system }) => system && regions.length === 1 && regions[0] === destination,
    );
    return buyer !== undefined && agreements.some(({ region }) => region === destination)
      ? [{ party: buyer.code, region: destination, lane: id, lateHours: leadHoursLate }]
      : [];
  });
}

export interface Good {
  commodity: string;
  temperatureClass: TemperatureClass;
  unit: string;
  /** Base units of one demand, from and to. */
  from: number;
  to: number;
  /** Who counts it, and where. */
  party: string;
  location: string;
}

/** One of each class, and two that travel together. */
export const goods: readonly Good[] = [
  good('rice.milled', 'ambient', 'g', 1_001, 9_999, 'penggilingan-kanigoro', 'gudang-kanigoro'),
  good('fruit.starfruit', 'chilled', 'g', 501, 4_999, 'agro-karangsari', 'kebun-karangsari'),
  good('meat.processed', 'frozen', 'g', 501, 4_999, 'olahan-sukorejo', 'dapur-sukorejo'),
  good('fish.koi', 'live', 'piece', 3, 30, 'koi-nglegok', 'kolam-nglegok'),
];
export const eggs = good('egg.chicken', 'ambient', 'g', 601, 6_999, 'peternakan-ponggok', 'kandang-ponggok');

function good(
  commodity: string,
  temperatureClass: TemperatureClass,
  unit: string,
  from: number,
  to: number,
  party: string,
  location: string,
): Good {
  return { commodity, temperatureClass, unit, from, to, party, location };
}
