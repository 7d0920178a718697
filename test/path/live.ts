/** A CloudEvent as the live feed sends it. */
export interface LiveEvent {
  id: string;
  event: string;
  data: {
    id: string;
    type: string;
    subject?: string;
    acceptedat?: string;
    data: Record<string, unknown>;
  };
}

/** Follows `/v1/live` as a program does: by streaming a response. */
export class LiveReader {
  readonly events: LiveEvent[] = [];
  private readonly stopper = new AbortController();
  private failure: Error | null = null;

  constructor(url: string, lastEventId?: string) {
    void this.read(url, lastEventId).catch((error: unknown) => {
      if (!this.stopper.signal.aborted) this.failure = error as Error;
    });
  }

  /** The first event that satisfies `wanted`, waiting for it. @throws Error after `withinMs` */
  async first(wanted: (event: LiveEvent) => boolean, withinMs = 10_000): Promise<LiveEvent> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = this.events.find(wanted);
      if (found) return found;
      if (this.failure) throw this.failure;
      if (Date.now() > deadline) {
        const seen = this.events.map(({ event, data }) => `${event} ${data.subject ?? ''}`).slice(-20);
        throw new Error(`not seen within ${withinMs} ms; the last events:\n${seen.join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    this.stopper.abort();
  }

  private async read(url: string, lastEventId?: string): Promise<void> {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
    const response = await fetch(url, { headers, signal: this.stopper.signal });
    if (!response.ok || !response.body) throw new Error(`the live feed answered ${response.status}`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
      }),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      id: fields.get('id') ?? '',
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data) as LiveEvent['data'],
    });
  }
}
