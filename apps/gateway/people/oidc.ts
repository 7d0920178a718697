import { readFileSync } from 'node:fs';
import * as client from 'openid-client';
import { AccessError, newToken, SignIn } from '#access';
import { appendAudit, type Database, type Sql } from '#database';
import { Problem } from '../http/problem.js';
import type { GatewaySettings } from '../settings.js';

/** Where the issuer sends people back to. */
export const callbackPath = '/v1/session/oidc/callback';

/** What the browser keeps between leaving for the issuer and coming back. */
export interface Journey {
  state: string;
  nonce: string;
  verifier: string;
}

const isJourney = /^([\w-]{43})\.([\w-]{43})\.([\w-]{43})$/;
const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/;
const discoveryTimeoutSeconds = 10;

interface Proven {
  subject: string;
  email: string | undefined;
  isVerified: boolean;
}

/** Single sign-on at an OpenID Connect issuer: authorization code with PKCE, state and nonce. */
export class Oidc {
  private found: Promise<client.Configuration> | null = null;

  constructor(
    private readonly settings: GatewaySettings,
    private readonly database: Database,
    private readonly signIn: SignIn,
    private readonly hubOf: (party: string) => string,
  ) {
    if (this.isOn && settings.publicUrl === '')
      throw new Error('OIDC_ISSUER needs PUBLIC_URL: the issuer sends people back there');
  }

  get isOn(): boolean {
    return this.settings.oidcIssuer !== '';
  }

  /** Where to send the browser, and what it has to bring back. Errors: OIDC_OFF, OIDC_FAILED */
  async begin(): Promise<{ url: URL; journey: string }> {
    const configuration = await this.configuration();
    const journey = { state: newToken(), nonce: newToken(), verifier: newToken() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirect,
      scope: this.settings.oidcScopes,
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    });
    return { url, journey: `${journey.state}.${journey.nonce}.${journey.verifier}` };
  }

  /**
   * Checks what the issuer says and opens a session for the person it is about.
   * @param search query of the request that came back, with its `?`
   * Errors: OIDC_OFF, OIDC_FAILED, OIDC_EMAIL_UNVERIFIED, OIDC_NOT_INVITED
   */
  async finish(search: string, journey: string | null): Promise<string> {
    const proven = await this.prove(search, readJourney(journey));
    return this.database.transaction(async (sql) => {
      const { id, party } = (await findBySubject(sql, proven.subject)) ?? (await this.link(sql, proven));
      return this.signIn.open(sql, id, party, 'session.opened-oidc');
    });
  }

  private async prove(search: string, { state, nonce, verifier }: Journey): Promise<Proven> {
    const configuration = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(this.redirect + search), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const about =
        claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      return {
        subject: `${claims.iss} ${claims.sub}`,
        email: typeof about['email'] === 'string' ? about['email'].toLowerCase() : undefined,
        isVerified: about['email_verified'] === true,
      };
    } catch (cause) {
      throw new AccessError('OIDC_FAILED', 0, { cause });
    }
  }

  /** The first time: the invited person whose address the issuer has verified. From then on the subject counts. */
  private async link(sql: Sql, { subject, email, isVerified }: Proven): Promise<PersonKey> {
    if (!isVerified) throw new AccessError('OIDC_EMAIL_UNVERIFIED');
    const [person] = await sql.query<PersonKey>(
      `UPDATE people.person SET oidc_subject = $2, status = 'active'
       WHERE username = $1 AND oidc_subject IS NULL AND status IN ('invited', 'active') RETURNING id, party`,
      [email, subject],
    );
    if (!person) throw new AccessError('OIDC_NOT_INVITED');
    await sql.query('DELETE FROM people.link WHERE person = $1', [person.id]);
    await appendAudit(sql, {
      hub: this.hubOf(person.party),
      actor: { kind: 'person', id: person.id },
      party: person.party,
      action: 'person.oidc-linked',
      subject: `person/${person.id}`,
      outcome: 'done',
      details: {},
    });
    return person;
  }

  private get redirect(): string {
    return new URL(callbackPath, this.settings.publicUrl).href;
  }

  /** Read from the issuer on first use; one that did not answer is asked again the next time. */
  private configuration(): Promise<client.Configuration> {
    if (!this.isOn) throw new Problem('OIDC_OFF');
    this.found ??= this.discover().catch((cause: unknown) => {
      this.found = null;
      throw new AccessError('OIDC_FAILED', 0, { cause });
    });
    return this.found;
  }

  private discover(): Promise<client.Configuration> {
    const { oidcIssuer, oidcClientId, oidcClientSecret, oidcClientSecretFile } = this.settings;
    const secret =
      oidcClientSecretFile === '' ? oidcClientSecret : readFileSync(oidcClientSecretFile, 'utf8').trim();
    return client.discovery(
      new URL(oidcIssuer),
      oidcClientId,
      secret === '' ? undefined : secret,
      undefined,
      {
        timeout: discoveryTimeoutSeconds,
        // Plain http only to an issuer on this very machine.
        execute: loopback.test(oidcIssuer) ? [client.allowInsecureRequests] : [],
      },
    );
  }
}

interface PersonKey {
  id: string;
  party: string;
}

async function findBySubject(sql: Sql, subject: string): Promise<PersonKey | null> {
  const [row] = await sql.query<PersonKey & { status: string }>(
    'SELECT id, party, status FROM people.person WHERE oidc_subject = $1',
    [subject],
  );
  if (row && row.status !== 'active')
    throw new AccessError('OIDC_NOT_INVITED', 0, { subject: `person/${row.id}` });
  return row ?? null;
}

function readJourney(text: string | null): Journey {
  const parts = isJourney.exec(text ?? '');
  if (!parts) throw new AccessError('OIDC_FAILED');
  return { state: parts[1]!, nonce: parts[2]!, verifier: parts[3]! };
}
