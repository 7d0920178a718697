import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { createPdf } from 'pdfmake';
import { printerProgram } from './printer-program.js';

type PdfmakeLayout = Parameters<typeof createPdf>[0];

/** What goes to the printer: data alone. Tables may ask for the layout `grid`. */
export type PdfLayout = Omit<PdfmakeLayout, 'footer'>;

/** The foot of every page; in its texts {page} and {pages} are filled in. */
export type PdfFoot = Exclude<PdfmakeLayout['footer'], undefined | ((...its: never[]) => unknown)>;

interface Waiting {
  resolve: (pdf: Buffer) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

const printMsMax = 30_000;
const memoryMbMax = 256;
const waiting = new Map<number, Waiting>();
let printer: Worker | undefined;
let last = 0;

/**
 * Sets pages in a thread of its own: two hundred lines take a quarter of a second, for which nobody else should wait.
 * The same layout gives the same bytes, with the same version of pdfmake.
 */
export function printPdf(layout: PdfLayout, foot: PdfFoot): Promise<Buffer> {
  const number = ++last;
  return new Promise((resolve, reject) => {
    const worker = (printer ??= start());
    worker.postMessage({ number, layout, foot });
    // One that takes so long is broken: it ends, and all that it was given fails.
    const timer = setTimeout(() => void worker.terminate(), printMsMax);
    timer.unref();
    waiting.set(number, { resolve, reject, timer });
  });
}

function start(): Worker {
  const { resolve } = createRequire(import.meta.url);
  const worker = new Worker(printerProgram, {
    eval: true,
    env: {},
    execArgv: [],
    workerData: { pdfmake: resolve('pdfmake'), fonts: resolve('pdfmake/fonts/Roboto.js') },
    resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
  });
  worker.unref();
  worker.on('message', ({ number, bytes, fault }: { number: number; bytes?: Uint8Array; fault?: string }) => {
    const its = waiting.get(number);
    if (its === undefined) return;
    waiting.delete(number);
    clearTimeout(its.timer);
    if (bytes !== undefined) its.resolve(Buffer.from(bytes));
    else its.reject(new Error(`A page could not be set: ${fault}`));
  });
  let why: Error = new Error('The printer took too long');
  worker.on('error', (error: Error) => (why = error));
  worker.on('exit', () => {
    if (printer === worker) printer = undefined;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(why);
    }
    waiting.clear();
  });
  return worker;
}
