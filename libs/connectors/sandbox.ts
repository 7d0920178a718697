import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { connectorLimits as limits } from './limits.js';
import { sandboxProgram } from './sandbox-program.js';

/** What a mapping made of one item: values, or why it made nothing of it. */
export type MappedItem = { ok: true; outputs: unknown[] } | { ok: false; fault: string };

export interface SandboxOptions {
  itemMs?: number;
  callMs?: number;
  /** Calls of one party that may wait for its turn. */
  waitingMax?: number;
  workersMax?: number;
}

/** The party has too much waiting already. */
export class SandboxBusyError extends Error {
  readonly code = 'SANDBOX_BUSY';
}

type Answer = { number: number; text: string } | { number: number; fault: string };

/**
 * Evaluates JSONata in worker threads that can be ended at any moment. A party has one call at a time, so that a slow
 * mapping holds up nobody else's.
 */
export class MappingSandbox {
  private readonly queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  private readonly idle: Worker[] = [];
  private readonly wanted: (() => void)[] = [];
  private readonly alive = new Set<Worker>();
  private running = 0;
  private number = 0;
  private closed = false;

  constructor(private readonly options: SandboxOptions = {}) {}

  /**
   * Maps each item alone. `at` is the time that `$now()` answers, so that the same input has the same outcome.
   * @throws SandboxBusyError
   */
  map(party: string, mapping: string, items: unknown[], at: string): Promise<MappedItem[]> {
    return this.inTurn(party, async () => {
      const giveUpAt = Date.now() + (this.options.callMs ?? limits.callMsMax);
      const mapped: MappedItem[] = [];
      for (const item of items)
        mapped.push(await this.one(mapping, JSON.stringify(item ?? null), at, giveUpAt));
      return mapped;
    });
  }

  /** Why a mapping cannot be read; null: it can. */
  async fault(party: string, mapping: string): Promise<string | null> {
    const giveUpAt = Date.now() + (this.options.callMs ?? limits.callMsMax);
    const [result] = await this.inTurn(party, async () => [await this.one(mapping, null, '', giveUpAt)]);
    return result!.ok ? null : result!.fault;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.alive].map((worker) => worker.terminate()));
  }

  private async inTurn<T>(party: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(party) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting > (this.options.waitingMax ?? 4)) throw new SandboxBusyError('too many calls at once');
    this.queues.set(party, queue);
    queue.waiting++;
    const result = queue.last.then(work);
    queue.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      if (--queue.waiting === 0) this.queues.delete(party);
    }
  }

  private async one(mapping: string, item: string | null, at: string, giveUpAt: number): Promise<MappedItem> {
    const leftMs = Math.min(giveUpAt - Date.now(), this.options.itemMs ?? limits.itemMsMax);
    if (leftMs <= 0) return { ok: false, fault: 'the mapping took too long' };
    const worker = await this.take();
    try {
      const answer = await ask(worker, { number: ++this.number, mapping, item, at }, leftMs);
      if ('fault' in answer) return { ok: false, fault: answer.fault };
      return { ok: true, outputs: JSON.parse(answer.text) as unknown[] };
    } catch (error) {
      await worker.terminate();
      return { ok: false, fault: (error as Error).message };
    } finally {
      this.give(worker);
    }
  }

  private async take(): Promise<Worker> {
    const workersMax = this.options.workersMax ?? 2;
    while (this.running >= workersMax) await new Promise<void>((resolve) => this.wanted.push(resolve));
    if (this.closed) throw new Error('the sandbox is closed');
    this.running++;
    return this.idle.pop() ?? this.start();
  }

  private give(worker: Worker): void {
    this.running--;
    if (this.alive.has(worker)) this.idle.push(worker);
    this.wanted.shift()?.();
  }

  private start(): Worker {
    const worker = new Worker(sandboxProgram, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: { source: jsonataSource(), limits },
      resourceLimits: { maxOldGenerationSizeMb: limits.workerMemoryMb, stackSizeMb: 2 },
      stdout: true,
      stderr: true,
    });
    worker.unref();
    this.alive.add(worker);
    // One that breaks while nobody waits for it is simply not used again.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.alive.delete(worker);
      const index = this.idle.indexOf(worker);
      if (index >= 0) this.idle.splice(index, 1);
    });
    return worker;
  }
}

function ask(
  worker: Worker,
  question: { number: number; mapping: string; item: string | null; at: string },
  withinMs: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      work();
    };
    const onMessage = (answer: Answer) => {
      if (answer.number === question.number) settle(() => resolve(answer));
    };
    const onError = () => settle(() => reject(new Error('the mapping needs too much memory')));
    const onExit = () => settle(() => reject(new Error('the mapping was ended')));
    const timer = setTimeout(() => settle(() => reject(new Error('the mapping took too long'))), withinMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });
}

let source: string | undefined;

function jsonataSource(): string {
  return (source ??= readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8'));
}
