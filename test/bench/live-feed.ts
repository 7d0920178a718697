import http from 'node:http';

export interface LiveEvent {
  type: string;
  /** When its last byte was here, performance.now(). */
  receivedAt: number;
  data: { subject?: string; acceptedat?: string; data?: { planVersion?: string } };
}

/** A client of `/v1/live` that hands over what comes after the snapshot. */
export async function openLiveFeed(
  url: string,
  query: string,
  onEvent: (event: LiveEvent) => void,
): Promise<{ close: () => void }> {
  const request = http.get(`${url}/v1/live?${query}`, { agent: false });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`/v1/live answered ${response.statusCode}`);
  response.setEncoding('utf8');
  let text = '';
  let caughtUp: () => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    caughtUp = resolve;
    response.once('close', () => reject(new Error('/v1/live ended before it had caught up')));
  });
  response.on('error', () => undefined);
  response.on('data', (chunk: string) => {
    const receivedAt = performance.now();
    const messages = (text + chunk).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const type = /^event: (.*)$/m.exec(message)?.[1] ?? '';
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (type === 'caught-up') caughtUp();
      else if (data !== undefined && type.startsWith('lumbung.'))
        onEvent({ type, receivedAt, data: JSON.parse(data) as LiveEvent['data'] });
    }
  });
  await ready;
  return { close: () => request.destroy() };
}
