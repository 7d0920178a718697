/**
 * Key of a fact on topic `facts`: facts of one ledger share a partition, and what carriers and receivers say about
 * a shipment goes where the dispatcher reads its lane.
 */
export function factKey(fact: { hub: string; commodity?: string; lane?: string | null }): string {
  return fact.commodity === undefined ? fact.lane! : `${fact.hub}/${fact.commodity}`;
}

/** Whether a record of topic `facts` belongs to a ledger, told by its key alone: no lane's id has a slash. */
export function isLedgerKey(key: string | null): boolean {
  return key !== null && key.includes('/');
}
