import type { Plugin } from 'vite';

const textFont = /latin-wght-normal-[^/]*\.woff2$/;

/**
 * Keeps words where they were first drawn: the font that has not come by then is used from the next page on,
 * and the browser asks for the one of Latin letters before it has read the styles.
 */
export function font(): Plugin {
  return {
    name: 'lumbung-font',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource-variable') || !/\.css($|\?)/.test(id)) return undefined;
      if (!code.includes('font-display: swap')) throw new Error(`${id} names no font-display to replace`);
      return { code: code.replaceAll('font-display: swap', 'font-display: optional'), map: null };
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((name) => textFont.test(name));
        if (!file) throw new Error('the font of Latin letters was not built');
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true };
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
