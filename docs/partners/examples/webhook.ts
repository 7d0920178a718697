import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** The secret that was shown once, when the webhook was made. */
const webhook = new Webhook(process.env['WEBHOOK_SECRET']!);
/** Ids that were worked through: in your database, in the transaction of the work itself. */
const seen = new Set<string>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    try {
      // The bytes as they came: JSON that was parsed and written again has another signature.
      const body = Buffer.concat(chunks).toString('utf8');
      const event = webhook.verify(body, request.headers as Record<string, string>) as {
        id: string;
        type: string;
      };
      if (!seen.has(event.id)) {
        seen.add(event.id);
        process.stdout.write(`${event.type} ${event.id}\n`);
      }
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  });
});
server.listen(Number(process.env['PORT'] ?? 8090), '127.0.0.1');
