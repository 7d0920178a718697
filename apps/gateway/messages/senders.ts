import { randomUUID } from 'node:crypto';
import type { Principal, RegistryCache } from '#access';
import type { Database, Sql } from '#database';
import { fold, isReservedName } from '#messages';
import { Problem } from '../http/problem.js';
import type { Audited } from '../keys/audited.js';
import { administers, tenancyOf } from '../scope/tenancy.js';
import { isChat, isPhone } from './channels.js';
import { findSender, insertSender, listSenders, revokeSender, type Sender } from './sender-store.js';
import type { AddSenderRequest } from './senders.dto.js';

const sendersMax = 50;
const listedMax = 500;
const aheadMs = 5 * 60_000;

/** Numbers and chats that report for a party: looked after by the party, or by the administrator of its hub. */
export class Senders {
  constructor(
    private readonly database: Database,
    private readonly registry: RegistryCache,
    private readonly audited: Audited,
  ) {}

  async list(by: Principal, party: string | undefined) {
    if (party !== undefined) this.demandOwn(by, party);
    const sql = this.database.within(tenancyOf(by, this.registry.index));
    const senders = await listSenders(sql, party ?? null, listedMax);
    return { items: senders.filter((each) => this.isOwn(by, each.party)).map(itemOf), next: null };
  }

  /** @throws Problem NOT_YOUR_PARTY, SENDER_INVALID, SENDER_TAKEN or SENDERS_TOO_MANY */
  add(by: Principal, { party = by.party, ...request }: AddSenderRequest) {
    const senderId = randomUUID();
    // Whose number it is is nobody's business but theirs: the audit has neither it nor a part of it.
    const deed = { action: 'sender.added', subject: `sender/${senderId}`, details: { party } };
    return this.audited.run(by, deed, async (sql) => {
      this.demandOwn(by, party);
      const sender = this.senderOf(senderId, party, request);
      await demandRoom(sql, party);
      if (!(await insertSender(sql, sender))) throw new Problem('SENDER_TAKEN');
      const { channel, places } = sender;
      return { answer: itemOf(sender), deed: { details: { party, channel, places: places.length } } };
    });
  }

  /** @throws Problem NOT_FOUND */
  revoke(by: Principal, senderId: string): Promise<{ revoked: string }> {
    const deed = { action: 'sender.revoked', subject: `sender/${senderId}`, details: {} };
    return this.audited.run(by, deed, async (sql) => {
      const sender = await findSender(sql, senderId);
      if (!sender || !this.isOwn(by, sender.party)) throw new Problem('NOT_FOUND');
      await revokeSender(sql, senderId, new Date());
      return { answer: { revoked: senderId }, deed: { details: { party: sender.party } } };
    });
  }

  private senderOf(senderId: string, party: string, request: Omit<AddSenderRequest, 'party'>): Sender {
    const { channel, address, consentAt } = request;
    const isAddress = channel === 'telegram' ? isChat(address) : isPhone(address);
    if (!isAddress) throw invalid('ADDRESS');
    const consented = new Date(consentAt);
    if (!(consented.getTime() <= Date.now() + aheadMs)) throw invalid('CONSENT');
    const places = request.places.map(({ place, nicknames = [] }) => ({
      place,
      nicknames: nicknames.map((nickname) => this.demandNickname(nickname)),
    }));
    if (new Set(places.map(({ place }) => place)).size < places.length) throw invalid('PLACE');
    for (const { place } of places)
      if (this.registry.index.places.get(place)?.party !== party) throw invalid('PLACE');
    return { senderId, party, channel, address, places, consentAt: consented, createdAt: new Date() };
  }

  private demandNickname(nickname: string): string {
    const folded = fold(nickname);
    if (folded === '' || /\d/.test(folded) || isReservedName(folded, this.registry.registry.commodities))
      throw invalid('NICKNAME');
    return folded;
  }

  private isOwn(by: Principal, party: string): boolean {
    return by.party === party || administers(by, party, this.registry.registry);
  }

  private demandOwn(by: Principal, party: string): void {
    if (!this.isOwn(by, party)) throw new Problem('NOT_YOUR_PARTY');
    if (!this.registry.index.parties.has(party)) throw new Problem('NOT_FOUND');
  }
}

const invalid = (fault: 'ADDRESS' | 'CONSENT' | 'PLACE' | 'NICKNAME') =>
  new Problem('SENDER_INVALID', { extensions: { fault } });

// The party's senders are counted one request at a time.
async function demandRoom(sql: Sql, party: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(7165007, hashtext($1))', [party]);
  if ((await listSenders(sql, party, sendersMax)).length >= sendersMax) throw new Problem('SENDERS_TOO_MANY');
}

function itemOf({ consentAt, createdAt, ...rest }: Sender) {
  return { ...rest, consentAt: consentAt.toISOString(), createdAt: createdAt.toISOString() };
}
