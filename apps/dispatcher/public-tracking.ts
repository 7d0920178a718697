import type { Estimate, Excursion, Tracking } from '#domain';
import type { ShipmentData } from '#contracts';

type Public = NonNullable<ShipmentData['tracking']>;

const text = (instant: number) => new Date(instant).toISOString();

/** What is told of a shipment on the road. What was expected of one that has ended is of no use to anybody. */
export function publicTracking(tracking: Tracking, isExpected: boolean): Public {
  const { leftAt, estimate, lateMinutes, silentSince, arrivedAt, excursions } = tracking;
  return {
    leftAt: text(leftAt),
    ...(isExpected && estimate ? { estimate: publicEstimate(estimate) } : {}),
    ...(isExpected && lateMinutes !== undefined ? { lateMinutes } : {}),
    ...(isExpected && silentSince !== undefined ? { silentSince: text(silentSince) } : {}),
    ...(arrivedAt === undefined ? {} : { arrivedAt: text(arrivedAt) }),
    ...(excursions === undefined ? {} : { excursions: excursions.map(publicExcursion) }),
  };
}

function publicEstimate({ p10, p50, p90, ...basis }: Estimate): NonNullable<Public['estimate']> {
  return { p10: text(p10), p50: text(p50), p90: text(p90), ...basis };
}

function publicExcursion({ start, end, ...figures }: Excursion) {
  return { start: text(start), end: end === null ? null : text(end), ...figures };
}
