import type { Provider } from '@nestjs/common';
import type { RegistryCache } from '#access';
import type { Database } from '#database';
import { EventStatuses } from '../events/event-status.js';
import type { EventDoor } from '../events/event-door.js';
import type { Audited } from '../keys/audited.js';
import { DeviceController } from './device.controller.js';
import { FieldController } from './field.controller.js';
import { FieldDesk } from './field-desk.js';
import { FieldDevices } from './field-devices.js';
import { FieldReports } from './field-reports.js';

interface FieldParts {
  database: Database;
  registry: RegistryCache;
  audited: Audited;
  door: EventDoor;
}

export const fieldControllers = [FieldController, DeviceController];

export function fieldProviders({ database, registry, audited, door }: FieldParts): Provider[] {
  const statuses = new EventStatuses(database, registry);
  return [
    { provide: FieldDesk, useValue: new FieldDesk(database, registry, audited) },
    { provide: FieldDevices, useValue: new FieldDevices(database, registry) },
    { provide: FieldReports, useValue: new FieldReports(door, statuses, registry) },
  ];
}
