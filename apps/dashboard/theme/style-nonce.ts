import { setNonce } from 'get-nonce';

const place = document.querySelector<HTMLElement>('meta[property=csp-nonce]');

/** What style elements made here must carry to have an effect; empty under the development server. */
export const styleNonce = (): string => place?.nonce ?? '';

// What keeps the page behind a dialogue from scrolling makes its styles by this package.
setNonce(styleNonce());
