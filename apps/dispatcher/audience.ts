import type { Party, Registry, Shipment } from '#domain';

/** Systems that may see a shipment: its carrier (any carrier while it is open), its buyers, its destination. */
export function audienceOf(shipment: Shipment, registry: Registry, owners: Map<string, string>): string[] {
  const buyers = new Set(shipment.lines.map((line) => owners.get(line.demandId)));
  const isOpen = ['recommended', 'offered', 'withdrawn', 'expired'].includes(shipment.status);
  const sees = (party: Party) => {
    if (party.kind === 'hub') return true;
    if (party.kind === 'carrier') return shipment.carrier === null ? isOpen : party.code === shipment.carrier;
    return (
      buyers.has(party.code) || (party.kind === 'department' && party.regions.includes(shipment.destination))
    );
  };
  return systemsThat(registry, sees);
}

/** Systems that may see figures of a region: its own departments, and the hub and departments that produce for it. */
export function regionAudience(region: string, hub: string, registry: Registry): string[] {
  const producing = new Set(registry.hubs.find((h) => h.code === hub)?.producingRegions);
  return systemsThat(
    registry,
    (party) =>
      party.kind === 'hub' ||
      party.regions.includes(region) ||
      (party.kind === 'department' && party.regions.some((r) => producing.has(r))),
  );
}

function systemsThat(registry: Registry, sees: (party: Party) => boolean): string[] {
  return registry.parties
    .filter((party) => party.system && party.status === 'active' && sees(party))
    .map((party) => party.code)
    .sort();
}
