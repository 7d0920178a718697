import { SMTPServer } from 'smtp-server';

/** A mail as a server got it. */
export interface GotMail {
  to: string[];
  headers: Record<string, string>;
  text: string;
  html: string;
}

/** A real SMTP server that can be told to take, to refuse, or to take and then say nothing. */
export class PostOffice {
  readonly got: GotMail[] = [];
  /** What the next recipients are answered: undefined takes them. */
  refusal: { responseCode: number; message: string } | undefined;
  /** Called after a mail is in and before the server says so. */
  onTaken: (() => Promise<void>) | undefined;

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(): Promise<PostOffice> {
    const office: { it?: PostOffice } = {};
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, done) => {
        const refusal = office.it!.refusal;
        done(refusal && Object.assign(new Error(refusal.message), refusal));
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          office.it!.got.push({ to, ...readMail(Buffer.concat(parts).toString('utf8')) });
          void (office.it!.onTaken?.() ?? Promise.resolve()).then(() => done());
        });
      },
    });
    // A client that is killed in the middle is no error of the server's.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    office.it = new PostOffice(server, port);
    return office.it;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function readMail(raw: string): Omit<GotMail, 'to'> {
  const [head, body] = split(raw);
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  const parts =
    boundary === undefined
      ? []
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => part.trimStart());
  const read = (type: string): string => {
    const part = parts.map(split).find(([own]) => (headersOf(own)['content-type'] ?? '').startsWith(type));
    const encoding = part && headersOf(part[0])['content-transfer-encoding'];
    return part ? decoded(part[1], encoding ?? '7bit').replaceAll('\r\n', '\n') : '';
  };
  return {
    headers: { ...headers, subject: words(headers['subject'] ?? '') },
    text: read('text/plain'),
    html: read('text/html'),
  };
}

function split(text: string): [string, string] {
  const at = text.indexOf('\r\n\r\n');
  return [text.slice(0, at), text.slice(at + 4)];
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const joined = body.replace(/=\r\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}

/** Encoded words of a header (RFC 2047). */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decoded(word.replace(/_/g, ' '), 'quoted-printable'),
    );
}
