import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { Authenticator, AccessGuard, RegistryCache } from '#access';
import { Database } from '#database';
import type { Log, Vitals } from '#runtime';
import type { MappingSandbox } from '#connectors';
import { VitalsModule } from '#runtime';
import { connectorProviders } from './connectors/connector-providers.js';
import { ConnectorsController } from './connectors/connectors.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { EventDoor } from './events/event-door.js';
import { EventStatuses } from './events/event-status.js';
import { EventsController } from './events/events.controller.js';
import { PartyLimit } from './events/party-limit.js';
import { LiveController } from './live/live.controller.js';
import { LiveService } from './live/live-service.js';
import { FeedsController } from './queries/feeds.controller.js';
import { PastPlans } from './queries/past-plans.js';
import { PlanController } from './queries/plan.controller.js';
import { PlansController } from './queries/plans.controller.js';
import { RegistryController } from './queries/registry.controller.js';
import { ShipmentsController } from './queries/shipments.controller.js';
import { Mendings } from './rejected/mending.js';
import { RejectedController } from './rejected/rejected.controller.js';
import { ReadGuard } from './scope/read.guard.js';
import type { GatewaySettings } from './settings.js';
import { ShipmentActionsController } from './shipments/shipment-actions.controller.js';
import { ShipmentReports } from './shipments/shipment-reports.js';
import { READ_ACCESS, SETTINGS } from './tokens.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfs } from './what-if/what-if-service.js';

export interface GatewayParts {
  settings: GatewaySettings;
  log: Log;
  vitals: Vitals;
  database: Database;
  registry: RegistryCache;
  authenticator: Authenticator;
  door: EventDoor;
  live: LiveService;
  sandbox: MappingSandbox;
}

/** The gateway's controllers over parts that were started before it. */
@Module({})
export class GatewayModule {
  static for(parts: GatewayParts): DynamicModule {
    const { settings, vitals, database, registry, authenticator, door, live } = parts;
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: READ_ACCESS, useValue: settings.readAccess },
      { provide: Database, useValue: database },
      { provide: RegistryCache, useValue: registry },
      { provide: Authenticator, useValue: authenticator },
      { provide: EventDoor, useValue: door },
      { provide: LiveService, useValue: live },
      { provide: PartyLimit, useValue: new PartyLimit(settings.eventsPerSecond) },
      { provide: EventStatuses, useValue: new EventStatuses(database, registry) },
      { provide: PastPlans, useValue: new PastPlans(database) },
      { provide: WhatIfs, useValue: new WhatIfs(database, registry) },
      { provide: Mendings, useValue: new Mendings(database, door, registry) },
      ...connectorProviders(parts),
      { provide: ShipmentReports, useValue: new ShipmentReports(database, door) },
      AccessGuard,
      ReadGuard,
    ];
    return {
      module: GatewayModule,
      imports: [VitalsModule.for(vitals)],
      providers,
      controllers: [
        EventsController,
        ShipmentsController,
        ShipmentActionsController,
        PlanController,
        PlansController,
        WhatIfController,
        RegistryController,
        FeedsController,
        RejectedController,
        LiveController,
        ConnectorsController,
        DocumentsController,
      ],
    };
  }
}
