import type { Registry, TemperatureRange } from '#domain';
import type { BilingualText, EntryKind } from '#contracts';

/** Something in a registry that does not hold together. */
export interface RegistryFault {
  kind: EntryKind;
  code: string;
  /** JSON pointer into the entry. */
  path: string;
  fault: RegistryFaultCode;
  text: BilingualText;
}

export type RegistryFaultCode = 'REFERENCE_UNKNOWN' | 'INCONSISTENT' | 'NAME_TAKEN';

// The gateway speaks for everybody on `inbound.gateway`: a party of that name would be believed whatever it says.
const partiesReserved = new Set(['gateway']);

type Report = (path: string, fault: RegistryFaultCode, id: string, en: string) => void;

/**
 * Everything in a registry that names what is not there, or contradicts itself. A change is sound when it adds
 * nothing to this list; what it takes away shows at those that still name it.
 */
export function registryFaults(registry: Registry): RegistryFault[] {
  const faults: RegistryFault[] = [];
  const reporter =
    (kind: EntryKind, code: string): Report =>
    (path, fault, id, en) =>
      faults.push({ kind, code, path, fault, text: { id, en } });
  const known = namesOf(registry);
  for (const hub of registry.hubs) checkHub(hub, reporter('hub', hub.code), known);
  for (const { code, regions } of registry.parties) {
    const report = reporter('party', code);
    regions.forEach((region, i) => known.need('region', region, `/regions/${i}`, report));
    if (partiesReserved.has(code))
      report('/code', 'NAME_TAKEN', `${code} milik Lumbung sendiri`, `${code} is Lumbung’s own`);
  }
  for (const place of registry.places) checkPlace(place, reporter('place', place.code), known);
  for (const commodity of registry.commodities) {
    checkUnits(commodity, reporter('commodity', commodity.code));
    checkTemperature('/temperature', commodity.temperature, reporter('commodity', commodity.code));
  }
  for (const lane of registry.lanes) checkLane(lane, reporter('lane', lane.id), known);
  for (const service of registry.services)
    checkService(service, reporter('service', `${service.carrier}/${service.lane}`), registry);
  for (const agreement of registry.agreements)
    checkAgreement(agreement, reporter('agreement', agreement.id), known);
  for (const { hub, commodity } of registry.reserves) {
    const report = reporter('reserve', `${hub}/${commodity}`);
    known.need('hub', hub, '/hub', report);
    known.need('commodity', commodity, '/commodity', report);
  }
  for (const { region, commodity } of registry.consumption) {
    const report = reporter('consumption', `${region ?? '*'}/${commodity}`);
    if (region !== null) known.need('region', region, '/region', report);
    known.need('commodity', commodity, '/commodity', report);
  }
  return faults;
}

/** Those faults of `after` that `before` does not have. */
export function newFaults(before: Registry, after: Registry): RegistryFault[] {
  const key = ({ kind, code, path, fault, text }: RegistryFault) =>
    [kind, code, path, fault, text.en].join('\n');
  const old = new Set(registryFaults(before).map(key));
  return registryFaults(after).filter((fault) => !old.has(key(fault)));
}

type Named = 'hub' | 'region' | 'party' | 'commodity';

interface Names {
  hubs: Map<string, Registry['hubs'][number]>;
  regions: Set<string>;
  need(kind: Named, code: string, path: string, report: Report): void;
}

function namesOf(registry: Registry): Names {
  const codes = (rows: { code: string }[]) => new Set(rows.map(({ code }) => code));
  const sets: Record<Named, Set<string>> = {
    hub: codes(registry.hubs),
    region: codes(registry.regions),
    party: codes(registry.parties),
    commodity: codes(registry.commodities),
  };
  const nouns: Record<Named, string> = {
    hub: 'Hub',
    region: 'Wilayah',
    party: 'Pihak',
    commodity: 'Komoditas',
  };
  return {
    hubs: new Map(registry.hubs.map((hub) => [hub.code, hub])),
    regions: sets.region,
    need(kind, code, path, report) {
      if (sets[kind].has(code)) return;
      report(
        path,
        'REFERENCE_UNKNOWN',
        `${nouns[kind]} ${code} tidak terdaftar`,
        `there is no ${kind} ${code}`,
      );
    },
  };
}

function checkHub(hub: Registry['hubs'][number], report: Report, known: Names): void {
  hub.producingRegions.forEach((region, i) => known.need('region', region, `/producingRegions/${i}`, report));
  known.need('party', hub.code, '/code', report);
  for (const [name, range] of Object.entries(hub.temperatures ?? {}))
    checkTemperature(`/temperatures/${name}`, range, report);
  if (hub.producingRegions[0] !== hub.region)
    report(
      '/producingRegions',
      'INCONSISTENT',
      'wilayah hub harus menjadi wilayah produksi pertama',
      'the hub’s region must be the first producing region',
    );
}

/** A range that has nothing in it would make every load an excursion. */
function checkTemperature(path: string, range: TemperatureRange | undefined, report: Report): void {
  if (range !== undefined && range.minCelsius > range.maxCelsius)
    report(
      path,
      'INCONSISTENT',
      'suhu terendah di atas suhu tertinggi',
      'the lowest temperature is above the highest',
    );
}

function checkPlace(place: Registry['places'][number], report: Report, known: Names): void {
  known.need('region', place.region, '/region', report);
  known.need('hub', place.hub, '/hub', report);
  known.need('party', place.party, '/party', report);
  for (const commodity of Object.keys(place.capacity))
    known.need('commodity', commodity, `/capacity/${commodity}`, report);
  if (known.regions.has(place.code))
    report(
      '/code',
      'NAME_TAKEN',
      `${place.code} adalah kode wilayah`,
      `${place.code} is the code of a region`,
    );
  const hub = known.hubs.get(place.hub);
  if (hub && !hub.producingRegions.includes(place.region))
    report(
      '/region',
      'INCONSISTENT',
      `wilayah ${place.region} bukan wilayah produksi hub ${hub.code}`,
      `region ${place.region} is no producing region of hub ${hub.code}`,
    );
}

function checkUnits(commodity: Registry['commodities'][number], report: Report): void {
  const own = commodity.units[commodity.baseUnit];
  if (own?.numerator !== own?.denominator || !own)
    report(
      `/units/${commodity.baseUnit}`,
      'INCONSISTENT',
      `satuan dasar ${commodity.baseUnit} harus ada dengan nilai 1`,
      `the base unit ${commodity.baseUnit} must be there with the value 1`,
    );
  for (const unit of Object.keys(commodity.units))
    if (unit !== unit.toLowerCase())
      report(
        `/units/${unit}`,
        'INCONSISTENT',
        `nama satuan ${unit} harus huruf kecil`,
        `the unit name ${unit} must be lower case`,
      );
}

function checkLane(lane: Registry['lanes'][number], report: Report, known: Names): void {
  known.need('hub', lane.hub, '/hub', report);
  known.need('region', lane.origin, '/origin', report);
  known.need('region', lane.destination, '/destination', report);
  const hub = known.hubs.get(lane.hub);
  if (hub && lane.origin !== hub.region)
    report(
      '/origin',
      'INCONSISTENT',
      `jalur hub ${hub.code} berawal di ${hub.region}`,
      `lanes of hub ${hub.code} begin at ${hub.region}`,
    );
  if (lane.leadHoursLate < lane.leadHoursTypical)
    report(
      '/leadHoursLate',
      'INCONSISTENT',
      'waktu tempuh terlambat lebih pendek dari waktu biasa',
      'the late lead time is shorter than the typical one',
    );
}

function checkService(
  { carrier, lane, hub, vehicles, temperatureClasses }: Registry['services'][number],
  report: Report,
  registry: Registry,
): void {
  if (!registry.parties.some(({ code, kind }) => code === carrier && kind === 'carrier'))
    report(
      '/carrier',
      'REFERENCE_UNKNOWN',
      `Pengangkut ${carrier} tidak terdaftar`,
      `there is no carrier ${carrier}`,
    );
  const its = registry.lanes.find(({ id }) => id === lane);
  if (!its) report('/lane', 'REFERENCE_UNKNOWN', `Jalur ${lane} tidak terdaftar`, `there is no lane ${lane}`);
  else if (its.hub !== hub)
    report('/hub', 'INCONSISTENT', `jalur ${lane} milik hub ${its.hub}`, `lane ${lane} is of hub ${its.hub}`);
  const owned = registry.vehicles.filter(({ code }) => vehicles[code] !== undefined);
  for (const code of Object.keys(vehicles))
    if (!owned.some((vehicle) => vehicle.code === code))
      report(
        `/vehicles/${code}`,
        'REFERENCE_UNKNOWN',
        `Kendaraan ${code} tidak terdaftar`,
        `there is no vehicle ${code}`,
      );
  for (const [i, each] of temperatureClasses.entries())
    if (!owned.some((vehicle) => vehicle.temperatureClasses.includes(each)))
      report(
        `/temperatureClasses/${i}`,
        'INCONSISTENT',
        `tidak ada kendaraannya yang membawa kelas ${each}`,
        `none of its vehicles carries class ${each}`,
      );
}

function checkAgreement(agreement: Registry['agreements'][number], report: Report, known: Names): void {
  known.need('hub', agreement.hub, '/hub', report);
  known.need('region', agreement.region, '/region', report);
  agreement.commodities.forEach((commodity, i) =>
    known.need('commodity', commodity, `/commodities/${i}`, report),
  );
  agreement.terms.forEach(({ commodity, guaranteed, cap }, i) => {
    known.need('commodity', commodity, `/terms/${i}/commodity`, report);
    if (agreement.commodities.length > 0 && !agreement.commodities.includes(commodity))
      report(
        `/terms/${i}/commodity`,
        'INCONSISTENT',
        `${commodity} tidak termasuk komoditas perjanjian`,
        `${commodity} is none of the agreement’s commodities`,
      );
    if (guaranteed !== undefined && cap !== undefined && cap < guaranteed)
      report(
        `/terms/${i}/cap`,
        'INCONSISTENT',
        'batas atas lebih kecil dari jaminan',
        'the cap is below the guarantee',
      );
  });
  if (agreement.validTo < agreement.validFrom)
    report('/validTo', 'INCONSISTENT', 'berakhir sebelum berlaku', 'it ends before it begins');
}
