import { createHmac } from 'node:crypto';
import { Receiver } from '../webhooks/receiver.js';

export const phone = '+6281234567890';

/** Plays the provider: hands messages in as WhatsApp does, and takes the answers at an address of its own. */
export class Provider {
  private counted = 0;

  private constructor(readonly receiver: Receiver) {}

  static async start(): Promise<Provider> {
    return new Provider(await Receiver.start());
  }

  readonly secret = 'rahasia-aplikasi';
  readonly phoneId = '100200300';
  readonly answersTo = `/${this.phoneId}/messages`;

  /** Settings of a gateway that this provider is for. */
  get settings(): Record<string, string> {
    return {
      WHATSAPP_APP_SECRET: this.secret,
      WHATSAPP_VERIFY_TOKEN: 'token-verifikasi',
      WHATSAPP_TOKEN: 'token-jawaban',
      WHATSAPP_PHONE_ID: this.phoneId,
      WHATSAPP_URL: this.receiver.url(''),
      MESSAGE_TARGETS: `127.0.0.1:${this.receiver.port}`,
    };
  }

  message(text: string, from = phone, id = `wamid.${++this.counted}`, atMs = Date.now()) {
    const timestamp = String(Math.floor(atMs / 1_000));
    return { id, from: from.slice(1), timestamp, type: 'text', text: { body: text } };
  }

  /** A webhook's body in the form of the Cloud API, one entry for each message. */
  body(...messages: object[]): string {
    const metadata = { display_phone_number: '62811', phone_number_id: this.phoneId };
    const value = (message: object) => ({
      messaging_product: 'whatsapp',
      metadata,
      contacts: [],
      messages: [message],
    });
    return JSON.stringify({
      object: 'whatsapp_business_account',
      entry: messages.map((message) => ({
        id: '1',
        changes: [{ field: 'messages', value: value(message) }],
      })),
    });
  }

  sign(body: string, secret = this.secret): string {
    return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  }

  async post(
    url: string,
    body: string,
    signature = this.sign(body),
  ): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${url}/v1/messages/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  }

  /** Answers so far, as the phone shows them. */
  get answers(): { to: string; text: string }[] {
    return this.receiver.got
      .filter(({ path }) => path === this.answersTo)
      .map(({ body }) => JSON.parse(body) as { to: string; text: { body: string } })
      .map(({ to, text }) => ({ to, text: text.body }));
  }

  /** Waits for one more answer than there were. */
  async answerAfter(count: number): Promise<string> {
    for (const giveUpAt = Date.now() + 15_000; ;) {
      const answer = this.answers[count];
      if (answer) return answer.text;
      if (Date.now() > giveUpAt) throw new Error('no answer came');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Writes a text and waits for what is answered. */
  async says(url: string, text: string, from = phone): Promise<string> {
    const count = this.answers.length;
    const taken = await this.post(url, this.body(this.message(text, from)));
    if (taken.status !== 200) throw new Error(`answered ${taken.status}: ${JSON.stringify(taken.body)}`);
    return this.answerAfter(count);
  }

  stop(): Promise<void> {
    return this.receiver.stop();
  }
}
