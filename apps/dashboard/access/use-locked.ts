import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from '../api/client.js';
import type { Meta } from '../api/types.js';
import { useSession } from './session.js';

const unauthorised = 401;

/** True where reading is not open and nobody is logged in: the log-in page stands for every page then. */
export function useLocked(): boolean {
  const session = useSession();
  const isNobody = session?.person === null;
  const { error } = useQuery({
    queryKey: ['locked'],
    queryFn: ({ signal }) => getJson<Meta>('/v1/meta', signal),
    enabled: isNobody,
    retry: false,
    staleTime: Infinity,
  });
  return isNobody && error instanceof ApiError && error.status === unauthorised;
}
