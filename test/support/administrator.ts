import type { INestApplication } from '@nestjs/common';
import { Authenticator, permissionsOf } from '#access';
import type { Principal } from '#access';

/** What a request of the hub's administrator carries in these specs. */
export const administrator = 'Bearer the-administrator-of-btc';

/** Lets `administrator` speak for the hub in a gateway of this process, as a person who has signed in would. */
export function admitAdministrator(app: INestApplication): void {
  const authenticator = app.get(Authenticator);
  const own = authenticator.authenticate.bind(authenticator);
  const person: Principal = {
    party: 'btc',
    kind: 'hub',
    regions: ['35.72', '35.05'],
    actor: { kind: 'person', id: 'p-1' },
    permissions: permissionsOf(['administrator']),
  };
  authenticator.authenticate = (header, address) =>
    header === administrator ? Promise.resolve(person) : own(header, address);
}
