import { createParamDecorator, Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { AccessError, Credentials, RegistryCache } from '#access';
import type { AccessRequest } from '#access';
import { READ_ACCESS } from '../tokens.js';
import { nobody, openScope, scopeOf } from './scope.js';
import type { Scope } from './scope.js';

type ReadRequest = AccessRequest & { scope?: Scope; ownScope?: Scope };

/** Reading is open to everybody, or to holders of a key or a session within what is theirs. A given key is always proven. */
@Injectable()
export class ReadGuard implements CanActivate {
  constructor(
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(READ_ACCESS) private readonly access: 'public' | 'key',
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ReadRequest>();
    request.principal =
      this.access === 'key'
        ? await this.credentials.prove(request)
        : await this.credentials.proveIfShown(request);
    if (request.principal && !request.principal.permissions.has('read')) throw new AccessError('FORBIDDEN');
    request.scope = this.access === 'key' ? scopeOf(request.principal!, this.registry.index) : openScope;
    request.ownScope = request.principal ? scopeOf(request.principal, this.registry.index) : nobody;
    return true;
  }
}

/** What the reader may see. */
export const ReaderScope = createParamDecorator(
  (_: unknown, context: ExecutionContext): Scope => context.switchToHttp().getRequest<ReadRequest>().scope!,
);

/** What is the reader's own, also where reading is open: for what nobody else may see. */
export const OwnScope = createParamDecorator(
  (_: unknown, context: ExecutionContext): Scope =>
    context.switchToHttp().getRequest<ReadRequest>().ownScope!,
);
