import type { Alert } from '../api/types.js';
import type { Address } from '../shell/route.js';
import type { WhySubject } from '../why/subject.js';

/** What somebody can do about an alert: ask why, or go to the page where it is settled. */
export type AlertAction =
  | { kind: 'why'; subject: WhySubject }
  | {
      kind: 'page';
      page: Address;
      parts: string[];
      verb: 'compare' | 'decide' | 'feeds' | 'count' | 'agreements' | 'shipments' | 'receive';
    };

interface Known {
  hasBalance(key: string): boolean;
  hasShipment(shipmentId: string): boolean;
}

export function actionOf(alert: Alert, known: Known): AlertAction | null {
  const balance = `${alert.hub}/${alert.commodity}/${alert.subject}`;
  const shipmentId = alert.alertId.split('/').at(-1) ?? '';
  switch (alert.code) {
    case 'SHORTAGE':
      return known.hasBalance(balance) ? { kind: 'why', subject: { kind: 'balance', key: balance } } : null;
    case 'SOURCE_CONFLICT':
      return { kind: 'page', page: 'desk', parts: ['selisih'], verb: 'compare' };
    case 'HELD_FACT':
      return { kind: 'page', page: 'desk', parts: [], verb: 'decide' };
    case 'STALE_FEED':
      return { kind: 'page', page: 'feeds', parts: [], verb: 'feeds' };
    case 'NEGATIVE_STOCK':
      return { kind: 'page', page: 'desk', parts: ['koreksi'], verb: 'count' };
    case 'AGREEMENT_ENDING':
    case 'AGREEMENT_SLEEPING':
      return { kind: 'page', page: 'agreements', parts: [], verb: 'agreements' };
    case 'GOODS_AWAITING':
      return { kind: 'page', page: 'receive', parts: [], verb: 'receive' };
    case 'NO_CARRIER':
    case 'COMMITMENT_CLAMPED':
    case 'PLAN_CHANGED':
    case 'BREAKDOWN':
    case 'SHIPMENT_LATE':
    case 'SHIPMENT_SILENT':
    case 'TEMPERATURE_EXCURSION':
      return known.hasShipment(shipmentId)
        ? { kind: 'why', subject: { kind: 'shipment', key: shipmentId } }
        : { kind: 'page', page: 'shipments', parts: [], verb: 'shipments' };
    default:
      return null;
  }
}
