import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One connection through the proxy. */
export interface Passage {
  /** The `application_name` of a Postgres client; empty for others. */
  client: string;
  /** Ends both sides with a reset: whatever is under way is lost. */
  cut(): void;
  /** From now on nothing the server says comes through. */
  mute(): void;
}

/** Sees every chunk before it goes on; answer false to keep it from going on. */
export type Tap = (passage: Passage, chunk: Buffer) => boolean;

/** A TCP proxy that can do to connections what networks do. */
export class Proxy {
  /** Milliseconds that every answer is late. */
  delayMs = 0;
  onRequest: Tap = () => true;
  onAnswer: Tap = () => true;
  private readonly pairs = new Map<Socket, Socket>();
  private closed = false;
  private held = false;

  private constructor(
    private readonly server: Server,
    private readonly target: () => number,
  ) {}

  /** @param target the port behind it, asked for with every connection */
  static async start(target: () => number): Promise<Proxy> {
    const server = createServer({ pauseOnConnect: true });
    const proxy = new Proxy(server, target);
    server.on('connection', (socket) => proxy.join(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Resets every connection and refuses new ones until `open`. */
  close(): void {
    this.closed = true;
    this.cutAll();
  }

  /** Lets nothing through in either direction, and nobody notices: a network that swallows. */
  hold(): void {
    this.held = true;
    for (const [client, server] of this.pairs) for (const socket of [client, server]) socket.pause();
  }

  /** As if nothing had been: what was held goes on. */
  open(): void {
    this.closed = this.held = false;
    this.delayMs = 0;
    this.onRequest = this.onAnswer = () => true;
    for (const [client, server] of this.pairs) for (const socket of [client, server]) socket.resume();
  }

  cutAll(): void {
    for (const [client, server] of this.pairs)
      for (const socket of [client, server]) socket.resetAndDestroy();
  }

  async stop(): Promise<void> {
    this.close();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    client.on('error', () => undefined);
    if (this.closed) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target(), '127.0.0.1');
    this.pairs.set(client, server);
    for (const socket of [client, server]) socket.setNoDelay(true);
    const cut = () => {
      for (const socket of [client, server]) socket.resetAndDestroy();
    };
    let muted = false;
    const passage: Passage = { client: '', cut, mute: () => (muted = true) };
    client.on('data', (chunk) => {
      passage.client ||= /application_name\0([^\0]*)/.exec(chunk.toString('latin1'))?.[1] ?? '';
      if (this.onRequest(passage, chunk)) server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (!muted && this.onAnswer(passage, chunk)) this.answer(client, chunk);
    });
    server.on('error', () => client.resetAndDestroy());
    server.on('close', () => client.end());
    client.on('close', () => {
      this.pairs.delete(client);
      server.destroy();
    });
    if (this.held) server.pause();
    else client.resume();
  }

  private answer(client: Socket, chunk: Buffer): void {
    if (this.delayMs === 0) client.write(chunk);
    else setTimeout(() => client.write(chunk), this.delayMs);
  }
}
