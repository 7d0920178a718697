import {
  breakdownAlert,
  isSame,
  noCarrierAlert,
  planChangedAlert,
  trackAlerts,
  type Alert,
  type Registry,
  type Shipment,
} from '#domain';
import { sourceOfHub } from '#contracts';
import { clearAlert, raiseAlert } from '#database';
import type { OutboxMessage, Sql } from '#database';

/** What people should know of a shipment in a state of its own, each by an id. */
function alertsOf(shipment: Shipment | null, registry: Registry): Alert[] {
  if (shipment === null) return [];
  const single = [noCarrierAlert, planChangedAlert, breakdownAlert].map((alertOf) =>
    alertOf(shipment, registry),
  );
  return [...trackAlerts(shipment, registry), ...single.filter((alert) => alert !== null)];
}

/**
 * Raises and clears what is to be said of a shipment: nobody carries it, it carries what nobody wants, it broke down,
 * is late, silent or too warm.
 */
export async function announceAlerts(
  sql: Sql,
  before: Shipment | null,
  after: Shipment,
  registry: Registry,
  now: number,
): Promise<OutboxMessage[]> {
  const old = new Map(alertsOf(before, registry).map((alert) => [alert.id, alert]));
  const messages: OutboxMessage[] = [];
  for (const alert of alertsOf(after, registry)) {
    const told = old.get(alert.id);
    old.delete(alert.id);
    if (!isSame(told, alert)) messages.push(await tellAlert(sql, alert, 'raised', after.revision, now));
  }
  for (const alert of old.values())
    messages.push(await tellAlert(sql, alert, 'cleared', after.revision, now));
  return messages;
}

/**
 * Writes down that an alert stands or is over, and answers the word about it.
 * @param number grows with each word about the same alert
 */
export async function tellAlert(
  sql: Sql,
  alert: Alert,
  state: 'raised' | 'cleared',
  number: number,
  now: number,
): Promise<OutboxMessage> {
  const { id, ...rest } = alert;
  const event = {
    specversion: '1.0',
    id: `${id}:${state}:${number}`,
    source: sourceOfHub(rest.hub),
    type: `lumbung.alert.${state}.v1`,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    subject: id,
    sequence: String(number).padStart(20, '0'),
    data: { alertId: id, ...rest },
  };
  if (state === 'raised') await raiseAlert(sql, alert, event, now);
  else await clearAlert(sql, id, event, now);
  return { topic: 'alerts', key: `${rest.hub}/${rest.commodity}`, value: Buffer.from(JSON.stringify(event)) };
}
