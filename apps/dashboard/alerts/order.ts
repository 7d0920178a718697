import type { Alert, Severity } from '../api/types.js';
import type { Tracked } from '../live/board.js';

const order: Severity[] = ['critical', 'warning', 'info'];

/** The most urgent first, then the newest. */
export function orderAlerts(alerts: Iterable<Tracked<Alert>>): Tracked<Alert>[] {
  return [...alerts].sort(
    (a, b) =>
      order.indexOf(a.thing.severity) - order.indexOf(b.thing.severity) ||
      (b.factAt ?? b.seenAt) - (a.factAt ?? a.seenAt) ||
      a.thing.alertId.localeCompare(b.thing.alertId),
  );
}
