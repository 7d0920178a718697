import type { Provider } from '@nestjs/common';
import type { RegistryCache } from '#access';
import type { Database } from '#database';
import type { Audited } from '../keys/audited.js';
import type { GatewaySettings } from '../settings.js';
import { PaperFilesController, PapersController } from './papers.controller.js';
import { Papers } from './papers.js';
import { ProofController } from './proof.controller.js';
import { Signatures } from './signatures.js';

interface Parts {
  database: Database;
  registry: RegistryCache;
  audited: Audited;
  settings: GatewaySettings;
}

export const paperControllers = [PapersController, PaperFilesController, ProofController];

export function paperProviders({ database, registry, audited, settings }: Parts): Provider[] {
  const signatures = new Signatures(database, registry, audited);
  return [
    { provide: Signatures, useValue: signatures },
    { provide: Papers, useValue: new Papers(database, registry, audited, signatures, settings) },
  ];
}
