import type { Provider } from '@nestjs/common';
import type { RegistryCache } from '#access';
import type { Database } from '#database';
import type { Audited } from '../keys/audited.js';
import type { ShipmentReports } from '../shipments/shipment-reports.js';
import { Captures } from './captures.js';
import { EventStore } from './event-store.js';

interface Parts {
  database: Database;
  registry: RegistryCache;
  audited: Audited;
  reports: ShipmentReports;
}

export function epcisProviders({ database, registry, audited, reports }: Parts): Provider[] {
  return [
    { provide: Captures, useValue: new Captures(database, registry, audited, reports) },
    { provide: EventStore, useValue: new EventStore(database, registry) },
  ];
}
