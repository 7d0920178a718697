/** What the system knows about the world apart from facts: versioned, so that a plan can name the version it used. */

export type BaseUnit = 'g' | 'ml' | 'piece';
export type TemperatureClass = 'ambient' | 'chilled' | 'frozen' | 'live';
export type OfferStrategyName = 'cheapest' | 'round-robin' | 'first-to-accept';
export type PartyKind = 'producer' | 'department' | 'buyer' | 'carrier' | 'hub';

export interface Hub {
  code: string;
  nameId: string;
  nameEn: string;
  /** Region where shipments are loaded: the origin of its lanes. */
  region: string;
  /** Producing regions whose stock this hub trades; the first is `region`. */
  producingRegions: string[];
  timezone: string;
  /** Local hour at which a day's trucks leave at the latest; arrival is counted from it. */
  pickupHour: number;
  /** Hours before `pickupHour` after which today can no longer be planned. */
  cutoffHours: number;
  /** Days ahead that a pickup may be planned. */
  horizonDays: number;
  /** Hours before a pickup from which what is announced for it stays, as far as it stays possible; 0: never. */
  frozenHours: number;
  /** Share of a lane's quantity up to which an announced plan is not changed, in parts per million; 0: none. */
  tolerancePpm: number;
  /** Share of the smallest vehicle that a load must fill before a truck leaves for it alone, in parts per million. */
  minimumLoadPpm: number;
  /** Days of consumption that are taken as the need of a city without a feed; 0: no estimates. */
  estimateDays: number;
  /** Share of such an estimate that may be planned before anybody has asked, in parts per million. */
  estimatePpm: number;
  /** Of agreements that set none themselves; absent: 90. */
  endingDays?: number;
  /** Of agreements that set none themselves; absent: 60. */
  sleepingDays?: number;
  /** How shipments are offered to carriers; absent: each is open to whoever accepts it first. */
  offerStrategy?: OfferStrategyName;
  /** Minutes that a carrier has to answer an offer; absent: 120. */
  offerMinutes?: number;
  /** Hours before the pickup from which on a shipment is offered; absent: as soon as it is recommended. */
  offerAheadHours?: number;
  /** Minutes that the hub has to answer a counter-offer; absent: 60. */
  counterMinutes?: number;
  /** True: an officer approves a shipment before it is offered; absent: it is offered at once. */
  offerApproval?: boolean;
  /** Hours after the pickup hour at which what was accepted and has not left has expired; absent: 48. */
  departureHours?: number;
  /** Metres from its destination at which a shipment has arrived; absent: 5,000 of a region, 500 of a place. */
  arrivalRadiusMetres?: number;
  /** Minutes without a sign of life after which a truck is silent; absent: 120. */
  silentMinutes?: number;
  /** What loads of a class may be; absent: chilled 0 to 7 °C, frozen −30 to −15 °C, others as they are. */
  temperatures?: Partial<Record<TemperatureClass, TemperatureRange>>;
  /** Minutes that a carrier has to answer a proposal for change; absent: 60. */
  changeMinutes?: number;
  /** Minutes between two proposals for one shipment; absent: 60. */
  changePauseMinutes?: number;
  /** Share of a shipment up to which nothing is proposed, in parts per million; absent: 50,000. */
  changeTolerancePpm?: number;
}

export interface TemperatureRange {
  minCelsius: number;
  maxCelsius: number;
  /** Minutes out of range that do no harm; absent: 15. */
  toleranceMinutes?: number;
}

export interface Region {
  code: string;
  name: string;
  kind: 'kota' | 'kabupaten' | 'provinsi';
  timezone: string;
  latitude: number;
  longitude: number;
  population: number | null;
  /** Metres around its centre in which a shipment has arrived; absent: what the hub sets. */
  arrivalRadiusMetres?: number;
}

export interface Party {
  code: string;
  nameId: string;
  nameEn: string;
  kind: PartyKind;
  /** Regions (Kemendagri codes) the party may speak for. */
  regions: string[];
  /** True when the party is a system with `inbound.<code>` and `outbound.<code>` topics. */
  system: boolean;
  /** Ranking of sources that count the same place: the lowest number is believed first. */
  rank: number;
  /** Agreed hours between two reports; null for parties that report on occasion. */
  cadenceHours: number | null;
  /** planned: not yet connected; its key is not active. */
  status: 'active' | 'agreed' | 'planned';
  /** Events it may send over HTTP in a second; absent: what the installation sets for everybody. */
  eventsPerSecond?: number;
}

export interface Place {
  code: string;
  nameId: string;
  nameEn: string;
  region: string;
  hub: string;
  /** Party that runs the place; it and departments of the region may report its stock. */
  party: string;
  latitude: number;
  longitude: number;
  /** Greatest plausible stock by commodity in base units; a count above is held. */
  capacity: Record<string, number>;
  /** Metres around it in which a shipment has arrived; absent: 500, or less where the hub sets less. */
  arrivalRadiusMetres?: number;
}

export interface Commodity {
  code: string;
  nameId: string;
  nameEn: string;
  baseUnit: BaseUnit;
  temperatureClass: TemperatureClass;
  /** Days from production to best-before; null: none known or none applies. */
  shelfLifeDays: number | null;
  /** Local and UN/ECE unit name (lower case) → exact base units as a fraction. */
  units: Record<string, { numerator: number; denominator: number }>;
  /** Availability lost per full day beyond the feed's cadence, in parts per million of the count. */
  agePpmPerDay: number;
  /** Days beyond the cadence after which a count is left out. */
  ageLimitDays: number;
  /** Base units of one whole handling unit; shipments are whole multiples. 1: none. */
  handlingUnit: number;
  /** Difference between two sources of the same place that raises an alert, in parts per million. */
  conflictPpm: number;
  /** Density for load planning: grams of one base unit ×1000 (1000 for g). */
  milligramsPerBaseUnit: number;
  /** Volume for load planning: millilitres per kilogram, packed. */
  millilitresPerKilogram: number;
  /** What it may be on the road, besides what the hub allows its class; absent: nothing of its own. */
  temperature?: TemperatureRange;
}

export interface Lane {
  /** `<origin>-<destination>-<mode>`, e.g. `35.72-31-road`. */
  id: string;
  hub: string;
  origin: string;
  destination: string;
  mode: string;
  roadKm: number | null;
  leadHoursTypical: number;
  /** Late percentile: feasibility is judged with it. */
  leadHoursLate: number;
  /** Late percentile of real trips, written by the system when there are enough: planned with instead. */
  observedLateHours?: number;
  /** Of how many trips. */
  observedTrips?: number;
  /** Integer rupiah per 1,000,000 g (tonne) carried. */
  rupiahPerTonne: number;
}

export interface Vehicle {
  code: string;
  name: string;
  payloadGrams: number;
  volumeMillilitres: number | null;
  temperatureClasses: TemperatureClass[];
  /** Integer rupiah per kilometre. */
  rupiahPerKm: number;
}

/** What a carrier does on a lane: with which vehicles, on which days, for how much. */
export interface CarrierService {
  /** Party code of the carrier. */
  carrier: string;
  lane: string;
  hub: string;
  /** Vehicles that it sets aside for a day on this lane, by code. */
  vehicles: Record<string, number>;
  /** Those of its vehicles' classes that it offers here. */
  temperatureClasses: TemperatureClass[];
  /** Days of the week on which it loads: 1 Monday … 7 Sunday. */
  days: number[];
  /** Integer rupiah, for each started kilogram or for each vehicle. */
  rupiah: number;
  rupiahPer: 'kilogram' | 'trip';
}

export interface AgreementTerm {
  commodity: string;
  period: 'day' | 'week' | 'month' | 'year';
  /** Guaranteed base units per period. */
  guaranteed?: number;
  /** Guaranteed share of the hub's availability in parts per million. */
  guaranteedPpm?: number;
  /** Most base units per period. */
  cap?: number;
  /** Fewest base units that are worth sending to one demand. */
  minimumOrder?: number;
}

export interface Agreement {
  id: string;
  hub: string;
  /** Destination region the agreement is with. */
  region: string;
  titleId: string;
  titleEn: string;
  /** Empty: every commodity. */
  commodities: string[];
  signedOn: string;
  validFrom: string;
  validTo: string;
  status: 'active' | 'suspended' | 'ended';
  terms: AgreementTerm[];
  /** Days before its end from which that is an alert; absent: what the hub sets. */
  endingDays?: number;
  /** Days without a shipment under it after which that is an alert; 0: never; absent: what the hub sets. */
  sleepingDays?: number;
}

export interface Reserve {
  hub: string;
  commodity: string;
  /** Base units kept for the producing region itself. */
  quantity: number;
}

/** What people eat: the base of estimates where nobody reports a need. */
export interface Consumption {
  /** Null: wherever no figure of the region's own is known. */
  region: string | null;
  commodity: string;
  /** Base units that 1,000 people eat in a year. */
  perThousandPerYear: number;
  /** Where the figure is from. */
  source: string;
}

export interface Registry {
  version: number;
  hubs: Hub[];
  regions: Region[];
  parties: Party[];
  places: Place[];
  commodities: Commodity[];
  lanes: Lane[];
  vehicles: Vehicle[];
  services: CarrierService[];
  agreements: Agreement[];
  reserves: Reserve[];
  consumption: Consumption[];
}
