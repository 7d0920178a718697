import http from 'node:http';

/** A request made before the clock runs. */
export interface Prepared {
  body: string;
  headers: Record<string, string>;
}

/** When it was sent and when the head of its 202 was here; performance.now(). */
export interface Accepted {
  sentAt: number;
  acceptedAt: number;
}

/** Posts events over connections that stay open. */
export class Sender {
  private readonly agent: http.Agent;

  constructor(
    private readonly url: string,
    connectionsMax: number,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connectionsMax });
  }

  /** @throws Error when the answer is not 202 */
  send({ body, headers }: Prepared): Promise<Accepted> {
    const options = {
      method: 'POST',
      agent: this.agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    };
    const sentAt = performance.now();
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.url}/v1/events`, options, (response) => {
        const acceptedAt = performance.now();
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          if (response.statusCode === 202) resolve({ sentAt, acceptedAt });
          else reject(new Error(`the door answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      });
      request.once('error', reject);
      request.end(body);
    });
  }

  /** Sends all, so many at once; milliseconds each took. */
  async sendAll(requests: readonly Prepared[], atOnce: number): Promise<number[]> {
    const taken: number[] = [];
    let next = 0;
    const line = async (): Promise<void> => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const { sentAt, acceptedAt } = await this.send(request);
        taken.push(acceptedAt - sentAt);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, line));
    return taken;
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Some events of one party as a request: one alone, several as a batch. */
export function requestOf(key: string | undefined, events: readonly object[]): Prepared {
  const single = events.length === 1;
  return {
    body: JSON.stringify(single ? events[0] : events),
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': `application/cloudevents${single ? '' : '-batch'}+json`,
    },
  };
}
