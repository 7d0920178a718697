import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a receiver got. */
export interface Got {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  id: string;
}

type Answer = (response: ServerResponse, got: Got) => void;

export const taken: Answer = (response) => response.writeHead(204).end();
export const says =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end('tidak');

/** A real HTTP server on this machine that keeps what it gets, and answers each path as it is told to. */
export class Receiver {
  readonly got: Got[] = [];
  private readonly answers = new Map<string, Answer>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        const path = request.url!;
        const got = {
          path,
          headers,
          body: Buffer.concat(chunks).toString(),
          id: headers['webhook-id'] as string,
        };
        receiver.got.push(got);
        (receiver.answers.get(path) ?? taken)(response, got);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  answer(path: string, how: Answer): void {
    this.answers.set(path, how);
  }

  ids(path: string): string[] {
    return this.got.filter((each) => each.path === path).map(({ id }) => id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
