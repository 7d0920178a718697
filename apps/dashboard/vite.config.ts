import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { budget } from './build/budget-plugin.js';
import { font } from './build/font-plugin.js';
import { compress } from './build/compress-plugin.js';
import { phone } from './build/phone-plugin.js';
import { outlines } from './build/outlines-plugin.js';

const gateway = process.env['LUMBUNG_GATEWAY'] ?? 'http://localhost:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  html: { cspNonce: '__CSP_NONCE__' },
  // Initial JavaScript includes React, Mantine and both languages; the map with ECharts loads after it.
  plugins: [
    react(),
    font(),
    outlines(),
    phone({
      pages: [
        'carriers/CarrierPage.tsx',
        'receiving/ReceivingPage.tsx',
        'access/SignInPage.tsx',
        'phone/forget.ts',
      ],
    }),
    compress(),
    budget({ initialKilobytesMax: 240 }),
  ],
  server: { proxy: { '/v1': gateway } },
  // The domain comes as it is written, not as it was built for the services.
  resolve: { conditions: ['lumbung-source', ...defaultClientConditions] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/dashboard', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Fonts and icons stay files: the content policy allows data: for images only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: true,
  },
});
