import { createParamDecorator, Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessError } from './access-error.js';
import { Credentials } from './credentials.js';
import type { ShownCredentials } from './credentials.js';
import type { Permission } from './permission.js';
import type { Principal } from './principal.js';

/** What the guards need of an HTTP request, and what they leave on it. */
export interface AccessRequest extends ShownCredentials {
  principal?: Principal;
}

const requirement = 'lumbung:permission';

/** What a handler, or each handler of a controller, asks of whoever calls it. The handler's own comes first. */
export const Requires = (permission: Permission) => SetMetadata(requirement, permission);

/** Lets a request through only when somebody proven may do what the handler requires; one without a requirement is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccessRequest>();
    request.principal = await this.credentials.prove(request);
    const required = this.reflector.getAllAndOverride<Permission | undefined>(requirement, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (required === undefined || !request.principal.permissions.has(required))
      throw new AccessError('FORBIDDEN');
    return true;
  }
}

/** The Principal that a guard proved; undefined where reading needs no key and none was given. */
export const CurrentParty = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AccessRequest>().principal,
);
