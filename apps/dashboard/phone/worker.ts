/**
 * Lets the pages of the phone open without a network: their files, the page itself, and the last answers to what
 * they read. With a network everything is asked for as without this worker.
 */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Clicked extends Extendable {
  notification: { data: unknown; close(): void };
}
interface Page {
  focus(): Promise<Page>;
  navigate(url: string): Promise<unknown>;
}
interface Scope {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window' }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Clicked) => void): void;
}

const scope = self as unknown as Scope;
/** Written by the build: the files of the phone's pages. */
const files = JSON.parse('__PHONE_FILES__') as string[];
const shellCache = 'lumbung-shell';
/** As forget.ts clears it. */
const keptCache = 'lumbung-kept';
const keptAt = 'x-lumbung-kept-at';
/** On a weak network the last answer is better than none. */
const patienceMs = 8_000;
const kept =
  /^\/v1\/(session|meta|regions|places|commodities|lanes|parties|vehicles|offers|services|receipt-reasons|shipments(\/[^/]+)?)$/;

scope.addEventListener('install', (event) => {
  const filled = caches.open(shellCache).then((cache) => cache.addAll(['/', ...files]));
  event.waitUntil(filled.then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(clearOldFiles().then(() => scope.clients.claim()));
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === '/') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
  else if (kept.test(url.pathname)) event.respondWith(lastAnswer(request, url));
});

scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(String(event.notification.data)));
});

/** What was told is seen in the page that is open, or in a new one. */
async function openPage(hash: string): Promise<void> {
  const url = `/${hash.startsWith('#/') ? hash : ''}`;
  const [open] = await scope.clients.matchAll({ type: 'window' });
  if (open === undefined) await scope.clients.openWindow(url);
  else await open.focus().then((page) => page.navigate(url));
}

async function clearOldFiles(): Promise<void> {
  const cache = await caches.open(shellCache);
  const wanted = new Set(['/', ...files]);
  const old = (await cache.keys()).filter(({ url }) => !wanted.has(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

// The page carries its own policy and its nonce: kept together, they fit each other.
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) await cache.put('/', answer.clone());
    return answer;
  } catch (error) {
    const known = await cache.match('/');
    if (!known) throw error;
    return known;
  }
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: shellCache })) ?? fetch(request);
}

async function lastAnswer(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(keptCache);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    await keep(url, answer.clone());
    return answer;
  } catch (error) {
    const known = await cache.match(url.href);
    if (!known) throw error;
    return known;
  }
}

async function keep(url: URL, answer: Response): Promise<void> {
  if (answer.status === 401 || answer.status === 403) {
    await caches.delete(keptCache);
    return;
  }
  if (!answer.ok) return;
  const body = await answer.text();
  if (url.pathname === '/v1/session') await forgetOthers(url, body);
  const cache = await caches.open(keptCache);
  const headers = { 'content-type': 'application/json', [keptAt]: new Date().toISOString() };
  await cache.put(url.href, new Response(body, { headers }));
}

/** What one person saw is not for the next. */
async function forgetOthers(url: URL, body: string): Promise<void> {
  const before = await (await caches.match(url.href, { cacheName: keptCache }))?.text();
  if (before !== undefined && personIn(before) !== personIn(body)) await caches.delete(keptCache);
}

function personIn(body: string): string | null {
  return (JSON.parse(body) as { person: { id: string } | null }).person?.id ?? null;
}
