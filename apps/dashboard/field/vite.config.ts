import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { entry } from '../build/entry-plugin.js';

const gateway = process.env['LUMBUNG_GATEWAY'] ?? 'http://localhost:8080';

/** The producers' entry is a page of its own beside the dashboard: nothing of the dashboard is in it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/lapor/',
  plugins: [entry({ kilobytesMax: 150 })],
  server: { proxy: { '/v1': gateway } },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/apps/dashboard/lapor', import.meta.url)),
    emptyOutDir: true,
    target: 'es2020',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
