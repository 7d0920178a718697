import { useMediaQuery } from '@mantine/hooks';

/** Where a table would not fit: its rows become cards. */
export const useIsPhone = (): boolean =>
  useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
