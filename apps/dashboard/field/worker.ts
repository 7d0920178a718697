/** Lets the entry open without a network: its own files and nothing else. What was said waits in the page's database. */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

const scope = self as unknown as Scope;
/** Written by the build: the files, and a mark of this build. */
const files = JSON.parse('__ENTRY_FILES__') as string[];
const prefix = 'lumbung-entry-';
const ownCache = `${prefix}__ENTRY_STAMP__`;
const page = '/lapor/';

scope.addEventListener('install', (event) => {
  const filled = caches.open(ownCache).then((cache) => cache.addAll([page, ...files]));
  event.waitUntil(filled.then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  const cleared = caches
    .keys()
    .then((names) => names.filter((name) => name.startsWith(prefix) && name !== ownCache))
    .then((old) => Promise.all(old.map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => scope.clients.claim()));
});

// From the phone first: a page and its files are of one build, and a slow network is not waited for.
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  const wanted = request.mode === 'navigate' && url.pathname === page ? page : url.pathname;
  if (wanted !== page && !files.includes(wanted)) return;
  event.respondWith(caches.match(wanted, { cacheName: ownCache }).then((known) => known ?? fetch(request)));
});

// A module: its names are not those of the other worker.
export {};
