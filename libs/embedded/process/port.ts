import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

// Below what systems give to outgoing connections: such a port may be gone before a server listens on it.
const portFirst = 10_000;
const portLast = 32_000;
const triesMax = 100;
const given = new Set<number>();

/** The preferred port when nobody listens on it, else any free one, never the same twice. 0 asks for any. */
export async function freePort(preferred = 0, host = '127.0.0.1'): Promise<number> {
  if (preferred !== 0 && (await isFree(preferred, host))) return preferred;
  for (let tried = 0; tried < triesMax; tried++) {
    const port = randomInt(portFirst, portLast);
    if (given.has(port) || !(await isFree(port, host)) || !(await isFree(port, '0.0.0.0'))) continue;
    given.add(port);
    return port;
  }
  return anyPort(host);
}

function anyPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** False when somebody listens on the port or we may not; an address this machine lacks is nobody's. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'EADDRINUSE' && code !== 'EACCES'),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
