import type { Provider } from '@nestjs/common';
import type { RegistryCache } from '#access';
import type { MappingSandbox } from '#connectors';
import type { Database } from '#database';
import { PartyLimit } from '../events/party-limit.js';
import type { EventDoor } from '../events/event-door.js';
import { Declarations } from './declarations.js';
import { Pushes } from './pushes.js';
import { Trials } from './trials.js';
import { Uploads } from './uploads.js';

interface Parts {
  database: Database;
  registry: RegistryCache;
  door: EventDoor;
  sandbox: MappingSandbox;
}

/** The parts behind the controller of connectors. */
export function connectorProviders({ database, registry, door, sandbox }: Parts): Provider[] {
  const declarations = new Declarations(database, registry, sandbox);
  return [
    { provide: Declarations, useValue: declarations },
    { provide: Trials, useValue: new Trials(door, sandbox, declarations, registry) },
    {
      provide: Pushes,
      inject: [PartyLimit],
      useFactory: (limit: PartyLimit) => new Pushes(door, sandbox, limit),
    },
    {
      provide: Uploads,
      inject: [PartyLimit],
      useFactory: (limit: PartyLimit) => new Uploads(door, sandbox, limit),
    },
  ];
}
