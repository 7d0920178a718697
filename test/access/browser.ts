import request from 'supertest';
import { cookieOf } from '#access';

export interface Answer {
  status: number;
  body: Record<string, unknown> & { code?: string };
  headers: Record<string, string>;
  cookies: string[];
}

/** A browser as far as access goes: it keeps cookies and says where a request comes from. */
export class Visitor {
  private readonly jar = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {
      'x-lumbung-request': '1',
      'sec-fetch-site': 'same-origin',
    },
  ) {}

  async ask(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const asked = request(this.url)[method](path).redirects(0).set(this.headers);
    if (this.jar.size > 0)
      asked.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await (body === undefined ? asked : asked.send(body));
    const cookies = (answer.headers['set-cookie'] ?? []) as unknown as string[];
    for (const line of cookies) this.keep(line);
    return {
      status: answer.status,
      body: answer.body as Answer['body'],
      headers: answer.headers as Record<string, string>,
      cookies,
    };
  }

  get session(): string | undefined {
    return this.jar.get('lumbung');
  }

  /** Another browser that shows the same cookies, from wherever `headers` say. */
  copy(headers = this.headers): Visitor {
    const other = new Visitor(this.url, headers);
    for (const [name, value] of this.jar) other.set(name, value);
    return other;
  }

  set(name: string, value: string): void {
    this.jar.set(name, value);
  }

  private keep(line: string): void {
    const name = line.slice(0, line.indexOf('='));
    const value = cookieOf(line, name);
    if (value === null || value === '') this.jar.delete(name);
    else this.jar.set(name, value);
  }
}
