import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { AccessGuard, Authenticator, Credentials, People, RegistryCache, Sessions, SignIn } from '#access';
import { Database } from '#database';
import type { Log, Vitals } from '#runtime';
import type { MappingSandbox } from '#connectors';
import { VitalsModule } from '#runtime';
import { AuditController } from './audit/audit.controller.js';
import { RefusedAttempts } from './audit/refused-attempts.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { connectorProviders } from './connectors/connector-providers.js';
import { ConnectorsController } from './connectors/connectors.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { EpcisController } from './epcis/epcis.controller.js';
import { epcisProviders } from './epcis/epcis-providers.js';
import { EventDoor } from './events/event-door.js';
import { EventStatuses } from './events/event-status.js';
import { EventsController } from './events/events.controller.js';
import { PartyLimit } from './events/party-limit.js';
import { FactsController } from './facts/facts.controller.js';
import { fieldControllers, fieldProviders } from './field/field-providers.js';
import { FoodBalances } from './food-balance/food-balance.js';
import { FoodBalanceController } from './food-balance/food-balance.controller.js';
import { Joining } from './joining/joining.js';
import { PartiesController } from './joining/parties.controller.js';
import { SandboxController } from './joining/sandbox.controller.js';
import { Sandbox } from './joining/sandbox.js';
import { Audited } from './keys/audited.js';
import { KeysController } from './keys/keys.controller.js';
import type { KafkaUsers } from './keys/kafka-users.js';
import { PartyKeys } from './keys/party-keys.js';
import { LiveController } from './live/live.controller.js';
import { LiveService } from './live/live-service.js';
import { Messages } from './messages/messages.js';
import { MessagesController } from './messages/messages.controller.js';
import { SendersController } from './messages/senders.controller.js';
import { Senders } from './messages/senders.js';
import { MailLinksController, NoticesController } from './notices/notices.controller.js';
import { Notices } from './notices/notices.js';
import { Oidc } from './people/oidc.js';
import { OidcController } from './people/oidc.controller.js';
import { paperControllers, paperProviders } from './papers/paper-providers.js';
import { PeopleController } from './people/people.controller.js';
import { SessionController } from './people/session.controller.js';
import { FeedsController } from './queries/feeds.controller.js';
import { PastPlans } from './queries/past-plans.js';
import { PlanController } from './queries/plan.controller.js';
import { PlansController } from './queries/plans.controller.js';
import { RegistryController } from './queries/registry.controller.js';
import { RegistryChanges } from './registry/registry-changes.js';
import { RegistryEntriesController } from './registry/registry-entries.controller.js';
import { RegistryWritesController } from './registry/registry-writes.controller.js';
import { ShipmentsController } from './queries/shipments.controller.js';
import { Mendings } from './rejected/mending.js';
import { RejectedController } from './rejected/rejected.controller.js';
import { ReadGuard } from './scope/read.guard.js';
import type { GatewaySettings } from './settings.js';
import { OffersController } from './shipments/offers.controller.js';
import { ServicesController } from './registry/services.controller.js';
import { OverShortController } from './shipments/over-short.controller.js';
import { PhotosController, ReceiptReasonsController } from './shipments/photos.controller.js';
import { Photos } from './shipments/photos.js';
import { ShipmentActionsController } from './shipments/shipment-actions.controller.js';
import { ShipmentReports } from './shipments/shipment-reports.js';
import { READ_ACCESS, SETTINGS } from './tokens.js';
import { LocationsController } from './tracking/locations.controller.js';
import { Readings } from './tracking/readings.js';
import { TrackController } from './tracking/track.controller.js';
import { OutboundController } from './webhooks/outbound.controller.js';
import { PartyWebhooks } from './webhooks/party-webhooks.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { Overrides } from './overrides/overrides.js';
import { OverridesController } from './overrides/overrides.controller.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfs } from './what-if/what-if-service.js';

export interface GatewayParts {
  settings: GatewaySettings;
  log: Log;
  vitals: Vitals;
  database: Database;
  registry: RegistryCache;
  authenticator: Authenticator;
  access: PeopleParts;
  kafkaUsers: KafkaUsers;
  door: EventDoor;
  live: LiveService;
  sandbox: MappingSandbox;
  messages: Messages;
}

/** What people and refused attempts need. */
export interface PeopleParts {
  sessions: Sessions;
  credentials: Credentials;
  signIn: SignIn;
  people: People;
  oidc: Oidc;
  refused: RefusedAttempts;
}

/** The gateway's controllers over parts that were started before it. */
@Module({})
export class GatewayModule {
  static for(parts: GatewayParts): DynamicModule {
    const { settings, vitals, database, registry, authenticator, access, door, live } = parts;
    const changes = new RegistryChanges(database, registry);
    const audited = new Audited(database, registry);
    const sandbox = new Sandbox(database, registry);
    const past = new PastPlans(database);
    const joining = new Joining({
      database,
      registry,
      changes,
      audited,
      sandbox,
      settings,
      kafkaUsers: parts.kafkaUsers,
    });
    const partyLimit = new PartyLimit(
      settings.eventsPerSecond,
      (party) => registry.index.parties.get(party)?.eventsPerSecond,
    );
    const reports = new ShipmentReports(database, door);
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: READ_ACCESS, useValue: settings.readAccess },
      { provide: Database, useValue: database },
      { provide: RegistryCache, useValue: registry },
      { provide: Authenticator, useValue: authenticator },
      { provide: Sessions, useValue: access.sessions },
      { provide: Credentials, useValue: access.credentials },
      { provide: SignIn, useValue: access.signIn },
      { provide: People, useValue: access.people },
      { provide: Oidc, useValue: access.oidc },
      { provide: RefusedAttempts, useValue: access.refused },
      { provide: EventDoor, useValue: door },
      { provide: LiveService, useValue: live },
      { provide: PartyLimit, useValue: partyLimit },
      { provide: EventStatuses, useValue: new EventStatuses(database, registry) },
      { provide: PastPlans, useValue: past },
      { provide: FoodBalances, useValue: new FoodBalances(database, past, () => registry.index) },
      { provide: WhatIfs, useValue: new WhatIfs(database, registry) },
      { provide: Overrides, useValue: new Overrides(database, registry, door, audited) },
      { provide: Mendings, useValue: new Mendings(database, door, registry) },
      { provide: RegistryChanges, useValue: changes },
      { provide: PartyKeys, useValue: new PartyKeys(database, registry, audited, parts.kafkaUsers) },
      { provide: Sandbox, useValue: sandbox },
      { provide: Joining, useValue: joining },
      ...connectorProviders(parts),
      ...paperProviders({ database, registry, audited, settings }),
      { provide: PartyWebhooks, useValue: new PartyWebhooks(database, registry, audited, settings) },
      { provide: Notices, useValue: new Notices(database, registry, settings) },
      { provide: Photos, useValue: new Photos(database, registry, audited) },
      { provide: Readings, useValue: new Readings(database, registry, settings.trackPace) },
      { provide: ShipmentReports, useValue: reports },
      ...epcisProviders({ database, registry, audited, reports }),
      ...fieldProviders({ database, registry, audited, door }),
      { provide: Messages, useValue: parts.messages },
      { provide: Senders, useValue: new Senders(database, registry, audited) },
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
        LocationsController,
        TrackController,
        OffersController,
        PhotosController,
        ReceiptReasonsController,
        OverShortController,
        ServicesController,
        PlanController,
        PlansController,
        FoodBalanceController,
        FactsController,
        WhatIfController,
        OverridesController,
        RegistryController,
        RegistryEntriesController,
        RegistryWritesController,
        AgreementsController,
        KeysController,
        PartiesController,
        SandboxController,
        FeedsController,
        RejectedController,
        LiveController,
        SessionController,
        OidcController,
        PeopleController,
        AuditController,
        ConnectorsController,
        ...paperControllers,
        EpcisController,
        ...fieldControllers,
        MessagesController,
        SendersController,
        NoticesController,
        MailLinksController,
        WebhooksController,
        OutboundController,
        DocumentsController,
      ],
    };
  }
}
