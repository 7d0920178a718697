import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RegistryProvider, useRegistry } from '../api/registry.js';
import { LiveProvider } from '../live/live-context.js';
import { LiveStore } from '../live/store.js';
import { browserNow, onDrawn, onFrame } from '../live/time.js';
import { useFeed } from '../live/use-feed.js';
import { styleNonce } from '../theme/style-nonce.js';
import { theme } from '../theme/theme.js';
import { WhyProvider } from '../why/WhyProvider.js';
import { Boundary } from './Boundary.js';
import { Layout } from './Layout.js';
import { Page } from './Page.js';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: 4,
      retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 10_000),
      // Without a network the phone's worker answers.
      networkMode: 'offlineFirst',
    },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <Connected />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Connected() {
  const [store] = useState(() => new LiveStore({ now: browserNow, onFrame, onDrawn }));
  useFeed(store);
  const lists = useRegistry();
  return (
    <LiveProvider value={store}>
      <RegistryProvider value={lists}>
        <WhyProvider>
          <Layout>
            <Boundary>
              <Page />
            </Boundary>
          </Layout>
        </WhyProvider>
      </RegistryProvider>
    </LiveProvider>
  );
}
