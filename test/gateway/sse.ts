import http from 'node:http';

/** One server-sent event. */
export interface Message {
  event: string;
  id: string | null;
  data: { [name: string]: unknown };
}

/** A client of the live feed that keeps what it got. */
export class LiveReader {
  readonly messages: Message[] = [];
  lastId: string | null = null;
  ended = false;
  private text = '';
  private constructor(
    private readonly request: http.ClientRequest,
    readonly response: http.IncomingMessage,
  ) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.read(chunk));
    response.on('close', () => (this.ended = true));
    response.on('error', () => (this.ended = true));
  }

  static open(url: string, path: string, headers: Record<string, string> = {}): Promise<LiveReader> {
    return new Promise((resolve, reject) => {
      const request = http.get(`${url}${path}`, { headers, agent: false }, (response) => {
        if (response.statusCode === 200) resolve(new LiveReader(request, response));
        else reject(new Error(`status ${response.statusCode}`));
      });
      request.on('error', (error) => reject(error));
    });
  }

  close(): void {
    this.request.destroy();
  }

  /** Names of the events, without heartbeats. */
  get names(): string[] {
    return this.messages.map((message) => message.event).filter((name) => name !== 'heartbeat');
  }

  /** Ids of the CloudEvents received. */
  get eventIds(): string[] {
    return this.messages
      .filter((m) => m.data['specversion'] !== undefined)
      .map((m) => m.data['id'] as string);
  }

  async until(condition: () => boolean, what: string, waitMs = 10_000): Promise<void> {
    for (const giveUpAt = Date.now() + waitMs; !condition();) {
      if (Date.now() > giveUpAt)
        throw new Error(`no ${what} within ${waitMs} ms: ${this.names.slice(-20).join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  caughtUp(): Promise<void> {
    return this.until(() => this.names.includes('caught-up'), 'caught-up');
  }

  private read(chunk: string): void {
    this.text += chunk;
    for (let end = this.text.indexOf('\n\n'); end >= 0; end = this.text.indexOf('\n\n')) {
      this.take(this.text.slice(0, end).split('\n'));
      this.text = this.text.slice(end + 2);
    }
  }

  private take(lines: string[]): void {
    const field = (name: string) =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const id = field('id') ?? null;
    if (id !== null) this.lastId = id;
    const data = field('data');
    if (data === undefined) return;
    this.messages.push({ event: field('event') ?? 'message', id, data: JSON.parse(data) as Message['data'] });
  }
}
