/** The shapes that the gateway sends, restated here so that the browser carries none of the services' code. */

export type BaseUnit = 'g' | 'ml' | 'piece';

export interface Bilingual {
  id: string;
  en: string;
}

/** One thing that is wrong with what was sent. */
export interface Fault {
  path: string;
  code: string;
  text: Bilingual;
  line?: number | null;
  column?: string | null;
}

export interface Problem {
  code: string;
  errors?: Fault[];
  [extension: string]: unknown;
}

export interface ItemList<Item> {
  items: Item[];
  next: string | null;
}

export interface Reason {
  code: string;
  commodity?: string;
  demandId?: string;
  lotId?: string;
  /** Base units. */
  quantity?: number;
  unit?: string;
  /** Ids of the overrides of officers behind it. */
  overrides?: string[];
  text: Bilingual;
}

/** What an officer asked of the plan. */
export interface Override {
  overrideId: string;
  hub: string;
  commodity: string;
  unit: string;
  action: 'hold' | 'cap' | 'pin';
  location: string | null;
  lot: string | null;
  demandId: string | null;
  lane: string | null;
  quantity: number | null;
  state: 'active' | 'expired' | 'released';
  until: string;
  at: string;
  /** Null: who reads is not known, or the person was erased. */
  by: string | null;
  reason: string | null;
  release: { at: string; by: string | null; reason: string | null } | null;
}

/** How much of a lot goes to a demand. */
export interface Allocation {
  lotId: string;
  location: string;
  lot: string;
  demandId: string;
  destination: string;
  quantity: number;
  lane: string;
  pickupDate: string;
  arrivalBy: string;
  estimated?: true;
}

export interface PlanAnswer {
  planVersion: string;
  announced: Allocation[];
  demands: DemandItem[];
  lots: (StockItem & { lot: string })[];
}

/** Base units throughout. */
export interface Balance {
  hub: string;
  region: string;
  commodity: string;
  onHand: number;
  availableToPromise: number;
  need: number;
  allocated: number;
  inTransit: number;
  shortfall: number;
  surplus: number;
  /** What a region that never spoke is taken to need; not in `need`. */
  estimatedNeed?: number;
  unit: string;
  /** Age of the newest fact when it was computed; null when no fact stands behind it. */
  freshnessSeconds: number | null;
  planVersion: string;
  /** RFC 3339. */
  computedAt: string;
  reasons?: Reason[];
}

export const shipmentStatuses = [
  'recommended',
  'offered',
  'accepted',
  'dispatched',
  'in_transit',
  'received',
  'closed',
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

export interface ShipmentLine {
  commodity: string;
  lot: string;
  location: string;
  demandId: string;
  quantity: number;
  unit: string;
  /** Base units; absent while nobody has reported the line. */
  received?: number;
  varianceReason?: string;
  variances?: Variance[];
  /** What was decided about goods that came and were not taken. */
  dispositions?: {
    to: 'stock' | 'waste';
    quantity: number;
    by: string;
    place?: string;
    note?: string;
  }[];
  photos?: string[];
  /** Goes back to this place and is not received. */
  returning?: string;
  /** Base units counted there; absent while nobody has. */
  regained?: number;
}

export type VarianceKind = 'short' | 'damaged' | 'refused' | 'wrong';

export interface Variance {
  kind: VarianceKind;
  /** Base units. */
  quantity: number;
  /** Code of a reason, or `unspecified`. */
  reason: string;
  note?: string;
}

/** What was noticed of a shipment on the road; times are RFC 3339. */
export interface Tracking {
  leftAt: string;
  /** Expected at p50; in eight of ten cases between p10 and p90. */
  estimate?: {
    p10: string;
    p50: string;
    p90: string;
    remainingKm: number | null;
  };
  lateMinutes?: number;
  silentSince?: string;
  arrivedAt?: string;
  excursions?: {
    start: string;
    end: string | null;
    peakCelsius: number;
    minCelsius: number;
    maxCelsius: number;
  }[];
}

/** What a new plan would have otherwise of a shipment that was accepted. */
export interface ChangeProposal {
  changeId: string;
  kind: 'reduce' | 'increase' | 'replace' | 'date' | 'cancel';
  status: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  deadline: string;
  /** All that it would carry then. */
  lines: ShipmentLine[];
  pickupDate: string;
  arrivalBy: string;
  reasons: { code: string; text: Bilingual }[];
}

export interface Shipment {
  shipmentId: string;
  revision: number;
  status: ShipmentStatus;
  hub: string;
  lane?: string;
  origin: string;
  destination: string;
  /** YYYY-MM-DD. */
  pickupDate: string;
  arrivalBy: string;
  temperatureClass?: string;
  carrier?: string | null;
  vehicles: { code: string; count: number }[];
  lines: ShipmentLine[];
  planVersion: string;
  reasons: Reason[];
  change?: ChangeProposal;
  breakdown?: { time: string; reason: string; place?: string };
  /** Not loaded, and free again. */
  left?: { commodity: string; lot: string; demandId: string; quantity: number; reason?: string }[];
  handovers?: { time: string; from: string; to: string; vehicle?: string; reason?: string }[];
  /** Shipments that were made of parts of it; of which it is a part; which one it joined. */
  parts?: string[];
  partOf?: string;
  mergedInto?: string;
  tracking?: Tracking;
  /** Newest known. */
  position?: { time: string; latitude: number; longitude: number; temperatureCelsius?: number };
}

export type Severity = 'info' | 'warning' | 'critical';

export interface Alert {
  alertId: string;
  code: string;
  severity: Severity;
  hub: string;
  commodity: string;
  subject: string;
  quantity?: number;
  text: Bilingual;
  planVersion?: string;
}

export type FeedState = 'fresh' | 'late' | 'stale' | 'silent';

export interface Feed {
  party: string;
  nameId: string;
  nameEn: string;
  newestFactAt: string | number | null;
  acceptedAt: string | number | null;
  cadenceSeconds: number | null;
  ageSeconds: number | null;
  state: FeedState;
  facts: number;
}

export interface Region {
  code: string;
  name: string;
  latitude: number;
  longitude: number;
}

export interface Place {
  code: string;
  nameId: string;
  nameEn: string;
  region: string;
  party: string;
  latitude?: number;
  longitude?: number;
}

export interface Commodity {
  code: string;
  nameId: string;
  nameEn: string;
  baseUnit: BaseUnit;
  /** Milligrams of one base unit: lets pieces and litres be compared with kilograms. */
  milligramsPerBaseUnit: number;
  /** `live`: animals, which are counted in heads. */
  temperatureClass?: string;
  /** Base units of one whole handling unit; 1: none. */
  handlingUnit?: number;
  /** Local unit → exact base units as a fraction. */
  units?: Record<string, { numerator: number; denominator: number }>;
}

export interface Lane {
  id: string;
  origin: string;
  destination: string;
  mode: string;
  roadKm: number | null;
  leadHoursTypical: number;
  leadHoursLate: number;
}

export interface Party {
  code: string;
  nameId: string;
  nameEn: string;
  kind: string;
  status: string;
  regions: string[];
}

export interface Meta {
  hub: {
    code: string;
    nameId: string;
    nameEn: string;
    region: string;
    producingRegions: string[];
    offerStrategy?: string;
  };
  version: string;
  time: string;
  simulator: boolean;
}

export interface DemandItem {
  demandId: string;
  source: string;
  estimated: boolean;
  destination: string;
  commodity: string;
  unit: string;
  declared: number;
  netNeed: number;
  allocated: number;
  shortfall: number;
  priority: number;
  windowFrom: string;
  windowTo: string;
  reasons: Reason[];
}

export interface StockItem {
  lotId: string;
  source: string;
  location: string;
  commodity: string;
  unit: string;
  region: string;
  onHand: number;
  availableToPromise: number;
  allocated: number;
  surplus: number;
  bestBefore: string | null;
  forecast: boolean;
  reasons: Reason[];
}

export interface Rejected {
  rejectedId: string;
  party: string | null;
  eventId: string | null;
  type: string | null;
  code: string;
  text: Bilingual;
  details: unknown;
  origin: { topic: string; partition: number; offset: string | number } | null;
  receivedAt: string | number;
  state: 'open' | 'resent' | 'dismissed';
  resolvedBy: string | null;
  payload: unknown;
}

/** One accepted report, as `/v1/facts` tells it. */
export interface FactItem {
  factId: string;
  eventId: string;
  source: string;
  type: string;
  hub: string;
  commodity: string;
  unit: string;
  occurredAt: string;
  acceptedAt: string;
  state: 'stated' | 'held' | 'corrected';
  location?: string;
  lot?: string;
  demandId?: string;
  destination?: string;
  quantity?: number;
  correction: { source: string; at: string; reason: string | null } | null;
}

export interface BalanceFigures {
  region: string;
  onHand: number;
  allocated: number;
  shortfall: number;
}

/** What differs between two plans, or between the plan of now and one that is supposed. */
export interface PlanDifference {
  allocations: { before: number; after: number }[];
  balances: { region: string; before: BalanceFigures | null; after: BalanceFigures | null }[];
  alerts: { raised: { id: string; text: Bilingual }[]; cleared: { id: string; text: Bilingual }[] };
}
