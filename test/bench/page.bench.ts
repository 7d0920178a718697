import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Terminal } from '../../apps/launcher/terminal.js';
import { browserArguments, browserExecutable, desk } from '../support/browser.js';
import { plainClient } from './broker.js';
import { yieldToOthers } from './processes.js';
import { row, single, type Measured } from './report.js';
import type { Rig } from './rig.js';
import { generator, paced, percentile } from './stats.js';
import { factRecordOf, streamsOf } from './traffic.js';

export interface PageOptions {
  /** How long the page is open while facts come. */
  minutes: number;
  factsPerSecond: number;
}

const sendsPerSecond = 20;
const roundsOfLoading = 3;
/** What Lighthouse takes for a desk: 40 ms to the server and back, 10 Mbit/s. */
const deskNetwork = {
  offline: false,
  latency: 40,
  downloadThroughput: 1_310_720,
  uploadThroughput: 1_310_720,
};
/** No long task for so long: the page is at rest. */
const quietMs = 3_000;
const settleMsMax = 120_000;
const heapEveryMs = 15_000;
const marksMax = 5_000_000;

/** The live page in a real Chromium: how soon it is there, and how it fares while facts pour in. */
export async function measurePage(rig: Rig, terminal: Terminal, options: PageOptions): Promise<Measured> {
  const databaseUrl = await rig.preparedDatabase();
  for (const name of ['intake', 'historian', 'reconciler', 'dispatcher'] as const)
    await rig.start(name, databaseUrl);
  const { port } = await rig.start('gateway', databaseUrl);
  const url = `http://127.0.0.1:${port}`;
  yieldToOthers(rig);
  const storm = await Storm.open(rig);
  await storm.send(streamsOnce);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const browser = await chromium.launch({
    executablePath: browserExecutable(),
    args: [...browserArguments, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  try {
    terminal.step({ id: 'Halaman langsung dibuka', en: 'The live page is opened' });
    const loads: Load[] = [];
    for (let round = 0; round < roundsOfLoading; round++) loads.push(await load(browser, url));
    const { minutes, factsPerSecond } = options;
    terminal.step({
      id: `${factsPerSecond} fakta per detik selama ${minutes} menit`,
      en: `${factsPerSecond} facts a second for ${minutes} minutes`,
    });
    const weathered = await weather(browser, url, storm, options);
    rig.demandRunning();
    return {
      rows: [...loadRows(loads), ...weathered.rows],
      notes: [
        movedNote(
          'while it loads',
          loads.flatMap((one) => one.shifts),
        ),
        ...weathered.notes,
      ],
    };
  } finally {
    await browser.close();
    await storm.close();
  }
}

interface Load {
  firstPaintMs: number;
  largestPaintMs: number;
  interactiveMs: number;
  shifts: Shift[];
  transferredKb: number;
}

// Runs before the page's own scripts.
const observers = `
  window.seen = { tasks: [], shifts: [], largest: 0, paint: 0, frames: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('longtask', (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
  watch('layout-shift', (entry) => { if (entry.hadRecentInput) return;
    const parts = entry.sources.filter(({ node }) => node).map(({ node, previousRect: from, currentRect: to }) =>
      (node.className || node.parentElement?.className || node.nodeName)
        + ' ' + [Math.round(to.x - from.x), Math.round(to.y - from.y)].join(','));
    seen.shifts.push({ at: entry.startTime, value: entry.value, parts }); });
  watch('largest-contentful-paint', (entry) => { seen.largest = entry.startTime; });
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime; });
  const frame = () => { seen.frames += 1; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
`;

/** Parts of the page that moved by themselves, each with the way it went: `class right,down` in pixels. */
interface Shift {
  at: number;
  value: number;
  parts: string[];
}

interface Seen {
  tasks: [number, number][];
  shifts: Shift[];
  largest: number;
  paint: number;
  frames: number;
}

const seenOn = (page: Page): Promise<Seen> => page.evaluate<Seen>('window.seen');

/** Interactive as Lighthouse has it: the end of the last long task before the page comes to rest. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: desk, locale: 'id-ID' });
  await context.addInitScript(observers);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', deskNetwork);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url);
  await page.getByRole('region', { name: 'Neraca pangan' }).getByRole('row').nth(1).waitFor();
  await page.waitForTimeout(quietMs);
  const seen = await seenOn(page);
  const lastTask = seen.tasks.map(([start, duration]) => start + duration).at(-1) ?? 0;
  const loaded = await page.evaluate<number>(
    "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
  );
  await context.close();
  return {
    firstPaintMs: seen.paint,
    largestPaintMs: seen.largest,
    interactiveMs: Math.max(loaded, lastTask, seen.paint),
    shifts: seen.shifts,
    transferredKb: bytes / 1_024,
  };
}

/** Cumulative layout shift as web.dev/cls has it: the worst window of 5 s whose shifts are less than 1 s apart. */
function layoutShiftOf(shifts: readonly Shift[]): number {
  let [worst, sum, begin, last] = [0, 0, -Infinity, -Infinity];
  for (const { at, value } of shifts) {
    if (at - last >= 1_000 || at - begin >= 5_000) [sum, begin] = [0, at];
    sum += value;
    last = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}

function movedNote(when: string, shifts: readonly Shift[]): string {
  const largest = [...shifts].sort((a, b) => b.value - a.value).flatMap(({ parts }) => parts);
  return `What moves by itself ${when} (pixels right, down): ${[...new Set(largest)].slice(0, 12).join('; ') || 'nothing'}.`;
}

function loadRows(loads: readonly Load[]): Measured['rows'] {
  return [
    row(
      'first contentful paint',
      'ms',
      loads.map((one) => one.firstPaintMs),
    ),
    row(
      'largest contentful paint',
      'ms',
      loads.map((one) => one.largestPaintMs),
    ),
    row(
      'interactive',
      'ms',
      loads.map((one) => one.interactiveMs),
    ),
    row(
      'layout shift',
      '',
      loads.map((one) => layoutShiftOf(one.shifts)),
    ),
    row(
      'transferred',
      'kB',
      loads.map((one) => one.transferredKb),
    ),
  ];
}

/** Opens the page, lets it rain, and compares at the end what it shows with what the API says. */
async function weather(
  browser: Browser,
  url: string,
  storm: Storm,
  { minutes, factsPerSecond }: PageOptions,
): Promise<Pick<Measured, 'rows' | 'notes'>> {
  const context = await browser.newContext({ viewport: desk, locale: 'id-ID' });
  await context.addInitScript(observers);
  await context.addInitScript(receiving);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(url);
  await page.getByRole('region', { name: 'Neraca pangan' }).getByRole('row').nth(1).waitFor();
  await page.waitForTimeout(quietMs);
  const before = await seenOn(page);
  const calm = await framesPerSecond(page, quietMs);
  const frames: number[] = [];
  const heaps: number[] = [await heapOf(devtools)];
  let raining = true;
  const watching = (async (): Promise<void> => {
    for (let last = performance.now(); raining;) {
      frames.push(await framesPerSecond(page, 1_000));
      if (performance.now() - last < heapEveryMs) continue;
      heaps.push(await heapOf(devtools));
      last = performance.now();
    }
  })();
  const rained = await storm.rain(factsPerSecond, minutes * 60);
  raining = false;
  await watching;
  const missed = await settled(() => missedOn(page, rained.first, rained.last));
  const received = await page.evaluate<Received>('window.received');
  heaps.push(await heapOf(devtools));
  const after = await seenOn(page);
  const shifts = after.shifts.slice(before.shifts.length);
  const tasks = after.tasks.slice(before.tasks.length).map(([, duration]) => duration);
  await page.evaluate("location.hash = '#/neraca'");
  const differing = await settled(() => differences(page, url));
  await context.close();
  const at = `${factsPerSecond} facts/s, ${minutes} min`;
  return {
    rows: [
      single('without facts: frames', '1/s', calm),
      single(`${at}: frames, median second`, '1/s', percentile(frames, 0.5)),
      single(`${at}: frames, worst second but 5 %`, '1/s', percentile(frames, 0.05)),
      single(`${at}: long tasks`, '1/min', tasks.length / minutes),
      single(
        `${at}: longest task`,
        'ms',
        tasks.reduce((a, b) => Math.max(a, b), 0),
      ),
      single(`${at}: layout shift`, '', layoutShiftOf(shifts)),
      single(
        `${at}: layout shift, all added up`,
        '',
        shifts.reduce((sum, { value }) => sum + value, 0),
      ),
      row(`${at}: heap after collection`, 'MB', heaps),
      single('heap at the beginning', 'MB', heaps[0] ?? NaN),
      single('heap at the end', 'MB', heaps.at(-1) ?? NaN),
    ],
    notes: [
      `${rained.last - rained.first + 1} facts were sent, ${missed} did not reach the page; ${received.messages} messages came, ${received.resets} resets.`,
      movedNote('later', shifts),
      `${differing} of the balances on the page differ from those of the API.`,
    ],
  };
}

interface Received {
  messages: number;
  resets: number;
}

// Notes what the page itself is handed: forwarding every message to here would cost the page more than reading it. A
// mark for each fact lies outside of the heap that is measured, and is room for an hour.
const receiving = `
  window.received = { messages: 0, resets: 0 };
  window.marks = new Uint8Array(${marksMax});
  const add = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (type, reader) {
    add.call(this, type, (event) => {
      received.messages += 1;
      if (type === 'reset') received.resets += 1;
      const fact = /"id":"page-(\\d+)"/.exec(event.data ?? '')?.[1];
      if (fact !== undefined) marks[fact] = 1;
      reader(event);
    });
  };
`;

/** How many of the facts numbered from `first` to `last` the page was not handed. */
const missedOn = (page: Page, first: number, last: number): Promise<number> =>
  page.evaluate<number>(`marks.subarray(${first}, ${last} + 1).filter((mark) => mark === 0).length`);

async function framesPerSecond(page: Page, forMs: number): Promise<number> {
  const [from, begin] = await page.evaluate<[number, number]>('[window.seen.frames, performance.now()]');
  await page.waitForTimeout(forMs);
  const [to, end] = await page.evaluate<[number, number]>('[window.seen.frames, performance.now()]');
  return ((to - from) * 1_000) / (end - begin);
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1_048_576;
}

/** Asks until the answer is 0; the last answer when it never is. */
async function settled(ask: () => number | Promise<number>): Promise<number> {
  const end = performance.now() + settleMsMax;
  for (;;) {
    const answer = await ask();
    if (answer === 0 || performance.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Balances whose plan on the page is not the API's. */
async function differences(page: Page, url: string): Promise<number> {
  const answer = await fetch(`${url}/v1/balances?limit=200`);
  const { items } = (await answer.json()) as {
    items: { hub: string; commodity: string; region: string; planVersion: string }[];
  };
  const known = new Map(
    items.map(({ hub, commodity, region, planVersion }) => [`${hub}/${commodity}/${region}`, planVersion]),
  );
  const rows = await page.evaluate<[string, string][]>(
    "[...document.querySelectorAll('[data-balance]')].map((row) => [row.dataset.balance, row.dataset.plan])",
  );
  if (rows.length === 0) return known.size;
  return rows.filter(([key, plan]) => known.get(key) !== plan).length;
}

const { counts, demands } = streamsOf();
const streamsOnce = [...demands, ...counts];

/** Facts as intake writes them, on the topic from which everybody reads them. */
class Storm {
  private next = 0;
  private readonly random = generator(23);

  private constructor(private readonly producer: ReturnType<ReturnType<typeof plainClient>['producer']>) {}

  static async open(rig: Rig): Promise<Storm> {
    const producer = plainClient(rig.brokers).producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return new Storm(producer);
  }

  async send(streams: readonly (typeof streamsOnce)[number][]): Promise<void> {
    const messages = streams.map((stream) =>
      factRecordOf(stream, { id: `page-${this.next++}`, time: Date.now(), share: this.random() }),
    );
    await this.producer.send({ topic: 'facts', acks: -1, messages });
  }

  /** Sends at a steady rate; the numbers of what was sent. */
  async rain(perSecond: number, seconds: number): Promise<{ first: number; last: number }> {
    const first = this.next;
    // One after the other: sends side by side may overtake each other.
    let sending: Promise<void> = Promise.resolve();
    await paced(sendsPerSecond, sendsPerSecond * seconds, () => {
      sending = sending.then(async () => {
        const some = Array.from({ length: perSecond / sendsPerSecond }, () => this.anyStream());
        await this.send(some);
      });
    });
    await sending;
    return { first, last: this.next - 1 };
  }

  close(): Promise<void> {
    return this.producer.disconnect();
  }

  private anyStream(): (typeof streamsOnce)[number] {
    return streamsOnce[Math.floor(this.random() * streamsOnce.length)]!;
  }
}
