import { compareText } from '../ledger/timeline.js';
import type { Situation } from './build.js';
import { figure, inSentence, shortName, type Text } from './figure.js';
import type { Alert, AlertCode, DemandLine } from './plan.js';
import type { ReasonCode } from './reason.js';
import { shortPhrase, soleCause } from './phrase.js';
import { totalOf } from './supply.js';
import type { World } from './world.js';

/** Everything a person should look at, by id. */
export function alertsOf(situation: Situation, demands: readonly DemandLine[]): Alert[] {
  const quiet = new Set(
    situation.asked
      .filter(({ access, need }) => access.early || need.estimated)
      .map(({ need }) => need.demandId),
  );
  const alerts = [
    ...shortages(
      situation.world,
      demands.filter(({ demandId }) => !quiet.has(demandId)),
    ),
    ...conflicts(situation),
    ...heldFacts(situation),
    ...staleFeeds(situation),
    ...clampedCommitments(situation),
    ...negativeStock(situation),
    ...brokenPins(situation),
  ];
  return alerts.sort((a, b) => compareText(a.id, b.id));
}

function alert(
  { hub, commodity }: World,
  code: AlertCode,
  subject: string,
  severity: Alert['severity'],
  quantity: number,
  text: Text,
): Alert {
  const id = `${code}/${hub.code}/${commodity.code}/${subject}`;
  return { id, code, severity, hub: hub.code, commodity: commodity.code, subject, quantity, text };
}

/** One for each region: what it lacks in all, and why. Nothing at all on its way is critical, a city's own estimate a hint. */
function shortages(world: World, demands: readonly DemandLine[]): Alert[] {
  const regions = [...new Set(demands.map(({ destination }) => destination))];
  return regions.flatMap((region) => {
    const lines = demands.filter(({ destination }) => destination === region);
    const quantity = lines.reduce((sum, line) => sum + line.shortfall, 0);
    if (quantity === 0) return [];
    const coming = lines.reduce((sum, line) => sum + line.allocated + line.committed + line.inTransit, 0);
    const asked = lines.some(({ basis, shortfall }) => basis !== 'estimate' && shortfall > 0);
    const severity = !asked ? 'info' : coming === 0 ? 'critical' : 'warning';
    return [
      alert(world, 'SHORTAGE', region, severity, quantity, shortageText(world, region, quantity, lines)),
    ];
  });
}

function shortageText(world: World, region: string, quantity: number, lines: readonly DemandLine[]): Text {
  const causes = new Map<ReasonCode, number>();
  for (const { code, quantity: part } of lines.flatMap(({ reasons }) => reasons)) {
    causes.set(code, (causes.get(code) ?? 0) + part!);
  }
  const why = [...causes].map(([code, part]) => shortPhrase(code, part, world.commodity));
  const [[only, part] = []] = causes;
  const told: Text =
    causes.size === 1 && part === quantity
      ? soleCause(only!)
      : { id: `: ${why.map(({ id }) => id).join('; ')}`, en: `: ${why.map(({ en }) => en).join('; ')}` };
  const name = shortName(world.region(region)?.name ?? region);
  const lacks = figure(quantity, world.commodity);
  const { nameId, nameEn } = world.commodity;
  return {
    id: `${name} kurang ${lacks.id} ${inSentence(nameId)}${told.id}.`,
    en: `${name} is short of ${lacks.en} of ${inSentence(nameEn)}${told.en}.`,
  };
}

function conflicts({ supply, world }: Situation): Alert[] {
  return supply.conflicts.map(({ location, believed, others }) => {
    const own = totalOf(believed);
    const differences = others.map((other) => Math.abs(totalOf(other) - own));
    const told = [believed, ...others].map((account) => {
      const name = partyName(world, account.source);
      const total = figure(totalOf(account), world.commodity);
      return { id: `${name.id} ${total.id}`, en: `${name.en} ${total.en}` };
    });
    const place = world.placeName(location);
    const used = partyName(world, believed.source);
    return alert(world, 'SOURCE_CONFLICT', location, 'warning', Math.max(...differences), {
      id: `Data ${inSentence(world.commodity.nameId)} di ${place.nameId} berbeda: ${told.map(({ id }) => id).join(', ')}. Yang dipakai: ${used.id}.`,
      en: `Figures for ${inSentence(world.commodity.nameEn)} at ${place.nameEn} differ: ${told.map(({ en }) => en).join(', ')}. Used: ${used.en}.`,
    });
  });
}

function heldFacts({ supply, world }: Situation): Alert[] {
  return supply.held.map(({ fact }) => {
    const quantity = fact.type === 'stock.moved' ? fact.delta : fact.quantity;
    const told = figure(quantity, world.commodity);
    const party = partyName(world, fact.source);
    const place = world.placeName(fact.location);
    return alert(world, 'HELD_FACT', fact.id, 'warning', quantity, {
      id: `${party.id} melaporkan ${told.id} ${inSentence(world.commodity.nameId)} di ${place.nameId}, jauh di luar kebiasaan: ditahan sampai dipastikan.`,
      en: `${party.en} reports ${told.en} of ${inSentence(world.commodity.nameEn)} at ${place.nameEn}, far outside the usual: held until confirmed.`,
    });
  });
}

function staleFeeds({ supply, world }: Situation): Alert[] {
  return [...supply.stale].map(([source, leftOut]) => {
    const aged = supply.lots
      .filter((lot) => lot.source === source && !lot.expired)
      .reduce((sum, lot) => sum + lot.aged, 0);
    const name = partyName(world, source);
    const told = figure(aged, world.commodity);
    const { nameId, nameEn } = world.commodity;
    return alert(world, 'STALE_FEED', source, leftOut ? 'critical' : 'warning', aged, {
      id: `Data ${inSentence(nameId)} dari ${name.id} ${leftOut ? 'terlalu lama dan tidak dipakai lagi' : 'terlambat'}: ${told.id} tidak dihitung.`,
      en: `Figures for ${inSentence(nameEn)} from ${name.en} are ${leftOut ? 'too old and no longer used' : 'late'}: ${told.en} is not counted.`,
    });
  });
}

function clampedCommitments({ kept, world }: Situation): Alert[] {
  const missing = new Map<string, number>();
  for (const { shipmentId, line, kept: held } of kept) {
    if (held < line.quantity) missing.set(shipmentId, (missing.get(shipmentId) ?? 0) + line.quantity - held);
  }
  return [...missing].map(([shipmentId, quantity]) => {
    const told = figure(quantity, world.commodity);
    return alert(world, 'COMMITMENT_CLAMPED', shipmentId, 'critical', quantity, {
      id: `Pengiriman ${shipmentId} menjanjikan ${told.id} ${inSentence(world.commodity.nameId)} yang tidak ada lagi di gudang.`,
      en: `Shipment ${shipmentId} promises ${told.en} of ${inSentence(world.commodity.nameEn)} that is no longer in store.`,
    });
  });
}

function negativeStock({ supply, world }: Situation): Alert[] {
  return supply.negative.map(({ lotId, missing }) => {
    const told = figure(missing, world.commodity);
    const [location = '', ...lot] = lotId.split('/');
    const place = world.placeName(location);
    const name = lot.join('/');
    const of = name === '' || name === 'default' ? '' : ` (${name})`;
    return alert(world, 'NEGATIVE_STOCK', lotId, 'warning', missing, {
      id: `Dari ${place.nameId}${of} keluar ${told.id} ${inSentence(world.commodity.nameId)} lebih banyak daripada yang tercatat; perlu dihitung ulang.`,
      en: `${told.en} of ${inSentence(world.commodity.nameEn)} more left ${place.nameEn}${of} than was known; it needs a count.`,
    });
  });
}

function brokenPins({ pins, world }: Situation): Alert[] {
  return pins.broken.map(({ pin, missing, code }) => {
    const asked = figure(pin.quantity!, world.commodity);
    const place = world.placeName(pin.location!);
    const why = shortPhrase(code, missing, world.commodity);
    return alert(world, 'PIN_NOT_KEPT', pin.overrideId, 'warning', missing, {
      id: `Petugas menetapkan ${asked.id} ${inSentence(world.commodity.nameId)} dari ${place.nameId} untuk ${pin.demandId}: ${why.id}.`,
      en: `An officer fixed ${asked.en} of ${inSentence(world.commodity.nameEn)} from ${place.nameEn} for ${pin.demandId}: ${why.en}.`,
    });
  });
}

function partyName(world: World, source: string): Text {
  const party = world.party(source);
  return { id: party?.nameId ?? source, en: party?.nameEn ?? source };
}
