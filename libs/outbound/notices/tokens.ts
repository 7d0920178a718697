import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link in a mail may do, whoever opens it. */
type Purpose = 'unsubscribe' | 'confirm';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const confirmHours = 24;

/** Signs what links in mails carry: nobody can make one up, and one for one thing does nothing else. */
export class MailTokens {
  private readonly key: Buffer;

  /** @param key 32 bytes in base64 @throws Error when it is anything else */
  constructor(key: string) {
    this.key = Buffer.from(key, 'base64');
    if (this.key.length !== 32) throw new Error('MAIL_KEY must be 32 bytes in base64');
  }

  /** Ends all mail to a person, however old it is: an old mail's link has to work. */
  unsubscribe(person: string): string {
    return `${person}.${this.sign('unsubscribe', person)}`;
  }

  /** Whose mail a link ends; null: it is none of ours. */
  readUnsubscribe(token: string): string | null {
    const [person = '', signature = '', ...more] = token.split('.');
    const isOurs =
      uuid.test(person) && more.length === 0 && this.isSigned('unsubscribe', [person], signature);
    return isOurs ? person : null;
  }

  /** Proves for a day that whoever has it reads an address. The address itself is not in it. */
  confirm(person: string, address: string, now: number): string {
    const ends = String(now + confirmHours * 3_600_000);
    return `${person}.${ends}.${this.sign('confirm', person, ends, address)}`;
  }

  /** For whom a link would confirm an address; null: none of ours, or too old. */
  confirmFor(token: string, now: number): string | null {
    const [person = '', ends = '', , ...more] = token.split('.');
    const isWhole = uuid.test(person) && /^\d{13}$/.test(ends) && more.length === 0;
    return isWhole && Number(ends) > now ? person : null;
  }

  /** True when a link, of which `confirmFor` has said for whom it is, was sent to this address. */
  confirms(token: string, address: string): boolean {
    const [person = '', ends = '', signature = ''] = token.split('.');
    return this.isSigned('confirm', [person, ends, address], signature);
  }

  private sign(purpose: Purpose, ...parts: string[]): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('base64url');
  }

  private isSigned(purpose: Purpose, parts: string[], signature: string): boolean {
    const good = Buffer.from(this.sign(purpose, ...parts));
    const given = Buffer.from(signature);
    return good.length === given.length && timingSafeEqual(good, given);
  }
}
