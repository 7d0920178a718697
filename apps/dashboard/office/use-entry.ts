import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../api/client.js';

interface Entry<Value> {
  version: number;
  value: Value;
}

const pathOf = (kind: string, code: string): string => `/v1/registry/${kind}/${encodeURIComponent(code)}`;

/** One entry of the registry with the version that it is read at, and the way to write the next one. */
export function useEntry<Value extends object>(kind: string, code: string) {
  const client = useQueryClient();
  const path = pathOf(kind, code);
  const query = useQuery({
    queryKey: ['entry', path],
    queryFn: ({ signal }) => getJson<Entry<Value>>(path, signal),
    retry: 1,
  });
  const save = async (value: Value, reason: string): Promise<void> => {
    await sendJson('PUT', path, { value, reason, expectedVersion: query.data?.version ?? 0 });
    // The gateway's own lists know of it a moment later.
    await new Promise((resolve) => setTimeout(resolve, refreshMs));
    await client.invalidateQueries();
  };
  return { query, save };
}

const refreshMs = 1_200;
