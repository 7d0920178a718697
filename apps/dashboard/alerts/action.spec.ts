import type { Alert } from '../api/types.js';
import { actionOf } from './action.js';

const alert = (code: string, alertId: string, subject = '35.78'): Alert => ({
  alertId,
  code,
  severity: 'warning',
  hub: 'btc',
  commodity: 'egg.chicken',
  subject,
  text: { id: '', en: '' },
});
const all = { hasBalance: () => true, hasShipment: () => true };
const none = { hasBalance: () => false, hasShipment: () => false };

describe('actionOf', () => {
  it('asks why a city is short, of the balance that is short', () => {
    const shortage = alert('SHORTAGE', 'SHORTAGE/btc/egg.chicken/35.78');
    expect(actionOf(shortage, all)).toEqual({
      kind: 'why',
      subject: { kind: 'balance', key: 'btc/egg.chicken/35.78' },
    });
    expect(actionOf(shortage, none)).toBeNull();
  });

  it('opens the shipment that it names, or the list when it is gone', () => {
    const late = alert('SHIPMENT_LATE', 'SHIPMENT_LATE/btc/35.72-31-road.2026-11-24.ambient.1', '31');
    expect(actionOf(late, all)).toMatchObject({ subject: { key: '35.72-31-road.2026-11-24.ambient.1' } });
    expect(actionOf(late, none)).toMatchObject({ kind: 'page', page: 'shipments' });
  });

  it('leads to the desk where data are mended', () => {
    expect(actionOf(alert('SOURCE_CONFLICT', 'x'), none)).toMatchObject({ page: 'desk', parts: ['selisih'] });
    expect(actionOf(alert('HELD_FACT', 'x'), none)).toMatchObject({ page: 'desk', parts: [] });
  });

  it('offers nothing for what it does not know', () => {
    expect(actionOf(alert('SOMETHING_NEW', 'x'), all)).toBeNull();
  });
});
