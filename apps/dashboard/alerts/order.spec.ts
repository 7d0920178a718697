import type { Alert, Severity } from '../api/types.js';
import type { Tracked } from '../live/board.js';
import { orderAlerts } from './order.js';

const alert = (alertId: string, severity: Severity, factAt: number): Tracked<Alert> => ({
  thing: {
    alertId,
    severity,
    code: 'SHORTAGE',
    hub: 'btc',
    commodity: 'x',
    subject: 's',
    text: { id: '', en: '' },
  },
  sequence: '1',
  factAt,
  seenAt: 0,
  snapshot: 1,
});

it('orders alerts by urgency, then by age', () => {
  const alerts = [
    alert('a', 'info', 9),
    alert('b', 'critical', 1),
    alert('c', 'warning', 2),
    alert('d', 'critical', 5),
  ];
  expect(orderAlerts(alerts).map(({ thing }) => thing.alertId)).toEqual(['d', 'b', 'c', 'a']);
});
