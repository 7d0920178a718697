import { createParamDecorator, Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Authenticator } from './authenticator.js';
import type { Principal } from './principal.js';

/** What the guards need of an HTTP request, and what they leave on it. */
export interface AccessRequest {
  ip: string;
  headers: { authorization?: string };
  principal?: Principal;
}

/** Lets a request through only with a good key, and leaves the Principal on it. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccessRequest>();
    request.principal = await this.authenticator.authenticate(request.headers.authorization, request.ip);
    return true;
  }
}

/** The Principal that a guard proved; undefined where reading needs no key and none was given. */
export const CurrentParty = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AccessRequest>().principal,
);
