import { connectorLimits, fetchJson, pageUrl, readPage, type PollConnector } from '#connectors';
import { handOver } from './hand-over.js';
import type { RunnerParts, Turn } from './turn.js';

/** Fetches page after page until there is nothing new. @throws FetchError, SecretMissingError, KafkaError */
export async function runPoll(parts: RunnerParts, turn: Turn): Promise<void> {
  const connector = turn.connector.configuration as PollConnector;
  const headers = await headersOf(parts, turn.connector.party, connector);
  let cursor = typeof turn.cursor === 'string' ? turn.cursor : null;
  for (let page = 0; page < connectorLimits.pagesPerRunMax; page++) {
    const url = pageUrl(connector, cursor);
    const json = await fetchJson({ url, headers, targets: parts.targets, signal: turn.signal });
    const read = readPage(connector, cursor, json);
    await handOver(parts, turn, read.items, read.cursor);
    cursor = read.cursor;
    if (!read.isMore) return;
  }
}

async function headersOf({ secrets }: RunnerParts, party: string, { secret }: PollConnector) {
  if (!secret) return {};
  const { name, header = 'authorization', scheme = 'Bearer' } = secret;
  const value = await secrets.read(party, name);
  return { [header.toLowerCase()]: scheme === '' ? value : `${scheme} ${value}` };
}
