import { randomUUID } from 'node:crypto';
import type { Principal, RegistryCache } from '#access';
import { Targets } from '#connectors';
import { sourceOfHub } from '#contracts';
import type { Database, Sql } from '#database';
import {
  changeWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  newSecret,
  outboundLimits,
  queueTest,
  redeliver,
  removeWebhook,
  rotateSecret,
  SecretSafe,
  urlFault,
  type Webhook,
} from '#outbound';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { administers, tenancyOf } from '../scope/tenancy.js';
import type { GatewaySettings } from '../settings.js';
import type {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  DeliveriesQuery,
  RedeliverRequest,
} from './webhooks.dto.js';
import { readDeliveries } from './delivery-list.js';

const hourMs = 3_600_000;

/** Webhooks of a party: looked after by itself, or by the administrator of its hub. */
export class PartyWebhooks {
  private readonly safe: SecretSafe | null;
  private readonly targets: Targets;

  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
    { webhookKey, webhookTargets }: Pick<GatewaySettings, 'webhookKey' | 'webhookTargets'>,
  ) {
    this.safe = webhookKey === '' ? null : new SecretSafe(webhookKey);
    this.targets = new Targets(webhookTargets);
  }

  async list(by: Principal, party: string | undefined) {
    if (party !== undefined) this.demandOwn(by, party);
    const webhooks = await listWebhooks(this.within(by), party ?? null);
    return { items: webhooks.filter((each) => this.isOwn(by, each.party)).map(itemOf), next: null };
  }

  async one(by: Principal, webhookId: string) {
    return itemOf(await this.find(by, this.within(by), webhookId));
  }

  /** @throws Problem NOT_YOUR_PARTY, NOT_SUBSCRIBER, WEBHOOK_URL_REFUSED, WEBHOOKS_TOO_MANY or WEBHOOKS_OFF */
  create(by: Principal, { party = by.party, url, description = '', types }: CreateWebhookRequest) {
    const webhookId = randomUUID();
    const deed = { action: 'webhook.created', subject: `party/${party}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      this.demandOwn(by, party);
      if (!this.registry.index.parties.get(party)!.system) throw new Problem('NOT_SUBSCRIBER');
      this.demandUrl(url);
      await demandRoom(sql, party);
      const secret = newSecret();
      const now = Date.now();
      const sealed = this.seal(secret, webhookId);
      await insertWebhook(
        sql,
        { webhookId, party, url, description, types: types ?? null, secret: sealed },
        now,
      );
      const made = itemOf((await findWebhook(sql, webhookId))!);
      // An address may have a secret of its receiver's in its path, so the audit has the host alone.
      const details = { party, host: new URL(url).host };
      return { answer: { ...made, secret }, deed: { subject: `webhook/${webhookId}`, details } };
    });
  }

  /** @throws Problem NOT_FOUND or WEBHOOK_URL_REFUSED */
  change(by: Principal, webhookId: string, wish: ChangeWebhookRequest) {
    return this.doing(by, 'webhook.changed', webhookId, async (sql, webhook) => {
      const { url = webhook.url, description = webhook.description, state = webhook.state } = wish;
      if (url !== webhook.url) this.demandUrl(url);
      const types = wish.types === undefined ? webhook.types : wish.types;
      const isRestart = wish.state === 'active' && webhook.state !== 'active';
      const change = { url, description, types, state };
      await changeWebhook(sql, webhookId, change, { isRestart, now: Date.now() });
      const answer = itemOf((await findWebhook(sql, webhookId))!);
      return { answer, details: { host: new URL(url).host, state, types: types?.join(' ') ?? null } };
    });
  }

  remove(by: Principal, webhookId: string): Promise<{ removed: string }> {
    return this.doing(by, 'webhook.removed', webhookId, async (sql) => {
      await removeWebhook(sql, webhookId, Date.now());
      return { answer: { removed: webhookId }, details: {} };
    });
  }

  rotate(by: Principal, webhookId: string, overlapHours: number) {
    return this.doing(by, 'webhook.secret_rotated', webhookId, async (sql) => {
      const secret = newSecret();
      const now = Date.now();
      const until = new Date(now + overlapHours * hourMs);
      await rotateSecret(sql, webhookId, this.seal(secret, webhookId), until, now);
      const answer = { webhookId, secret, oldSecretUntil: until.toISOString() };
      return { answer, details: { overlapHours } };
    });
  }

  /** Sends an event that says nothing, to this webhook alone. */
  test(by: Principal, webhookId: string): Promise<{ eventId: string }> {
    return this.doing(by, 'webhook.tested', webhookId, async (sql, webhook) => {
      const id = `test-${randomUUID()}`;
      const type = 'lumbung.webhook.tested.v1';
      const event = {
        ...{ specversion: '1.0', id, source: sourceOfHub(this.registry.registry.hubs[0]!.code), type },
        ...{ time: new Date().toISOString(), datacontenttype: 'application/json' },
        data: { webhookId, text: { id: 'Uji coba', en: 'A test' } },
      };
      await queueTest(sql, webhook, { id, type, body: JSON.stringify(event) }, Date.now());
      return { answer: { eventId: id }, details: { eventId: id } };
    });
  }

  /** @throws Problem NOT_FOUND or BAD_BODY for a range without an end of any sort */
  redeliver(by: Principal, webhookId: string, { eventIds, from, to }: RedeliverRequest) {
    return this.doing(by, 'webhook.redelivered', webhookId, async (sql, webhook) => {
      if (eventIds === undefined && from === undefined) throw new Problem('REDELIVERY_UNBOUNDED');
      const range = { eventIds, from: from && new Date(from), to: to && new Date(to) } as object;
      const { redeliveredMax } = outboundLimits;
      const { queued, leftFrom } = await redeliver(sql, webhook, range, redeliveredMax, Date.now());
      const details = { queued, ids: eventIds?.length ?? null, from: from ?? null, to: to ?? null };
      return { answer: { queued, leftFrom: leftFrom?.toISOString() ?? null }, details };
    });
  }

  async deliveries(by: Principal, webhookId: string, query: DeliveriesQuery) {
    const sql = this.within(by);
    await this.find(by, sql, webhookId);
    return readDeliveries(sql, webhookId, query);
  }

  private doing<T>(
    by: Principal,
    action: string,
    webhookId: string,
    work: (
      sql: Sql,
      webhook: Webhook,
    ) => Promise<{ answer: T; details: Record<string, string | number | null> }>,
  ): Promise<T> {
    return this.audited.run(by, { action, subject: `webhook/${webhookId}`, details: {} }, async (sql) => {
      const webhook = await this.find(by, sql, webhookId, true);
      const { answer, details } = await work(sql, webhook);
      return { answer, deed: { details: { party: webhook.party, ...details } } };
    });
  }

  private async find(by: Principal, sql: Sql, webhookId: string, lock = false): Promise<Webhook> {
    const webhook = await findWebhook(sql, webhookId, lock);
    if (!webhook || !this.isOwn(by, webhook.party)) throw new Problem('NOT_FOUND');
    return webhook;
  }

  private isOwn(by: Principal, party: string): boolean {
    return by.party === party || administers(by, party, this.registry.registry);
  }

  private demandOwn(by: Principal, party: string): void {
    if (!this.isOwn(by, party)) throw new Problem('NOT_YOUR_PARTY');
    if (!this.registry.index.parties.has(party)) throw new Problem('NOT_FOUND');
  }

  private demandUrl(url: string): void {
    const fault = urlFault(url, this.targets);
    if (fault !== null) throw new Problem('WEBHOOK_URL_REFUSED', { extensions: { fault } });
  }

  private seal(secret: string, webhookId: string): Buffer {
    if (this.safe === null) throw new Problem('WEBHOOKS_OFF');
    return this.safe.seal(secret, webhookId);
  }

  private within(by: Principal): Sql {
    return this.database.within(tenancyOf(by, this.registry.index));
  }
}

// The party's webhooks are counted one request at a time.
async function demandRoom(sql: Sql, party: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(7165006, hashtext($1))', [party]);
  const webhooks = await listWebhooks(sql, party);
  if (webhooks.length >= outboundLimits.webhooksMax) throw new Problem('WEBHOOKS_TOO_MANY');
}

function itemOf(webhook: Webhook) {
  const { failingSince, lastOkAt, oldSecretUntil, createdAt, changedAt, ...rest } = webhook;
  const isOverlapping = oldSecretUntil !== null && oldSecretUntil.getTime() > Date.now();
  return {
    ...rest,
    failingSince: failingSince?.toISOString() ?? null,
    lastOkAt: lastOkAt?.toISOString() ?? null,
    oldSecretUntil: isOverlapping ? oldSecretUntil.toISOString() : null,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
