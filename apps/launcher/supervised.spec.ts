import { Supervised, type Clock, type Running } from './supervised.js';

/** A program that ends when the test says so. */
class Program implements Running {
  end: (cause: string) => void = () => undefined;
  readonly exited = new Promise<string>((resolve) => (this.end = resolve));
  stops = 0;

  async stop(): Promise<void> {
    this.stops += 1;
    this.end('stopped');
    await this.exited;
  }
}

/** A clock whose time passes at once, or only when the wait is cut short. */
class TestClock implements Clock {
  time = 0;
  patient = false;

  now(): number {
    return this.time;
  }

  pass(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.time += milliseconds;
    if (!this.patient) return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  }
}

interface Stage {
  programs: Program[];
  ends: { cause: unknown; restartInMs: number }[];
  clock: TestClock;
  supervised: Supervised<Program>;
}

function stage(start: (attempt: number) => Program = () => new Program()): Stage {
  const programs: Program[] = [];
  const ends: Stage['ends'] = [];
  const clock = new TestClock();
  let attempts = 0;
  const begin = async (): Promise<Program> => {
    const program = start(attempts++);
    programs.push(program);
    return program;
  };
  const onEnd = (cause: unknown, restartInMs: number): void => void ends.push({ cause, restartInMs });
  return { programs, ends, clock, supervised: new Supervised<Program>({ start: begin, onEnd }, clock) };
}

/** Lets everything that is due happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a supervised program', () => {
  it('is started again when it ends, ever later', async () => {
    const { programs, ends, supervised } = stage();
    await supervised.start();
    for (const wait of [250, 500, 1_000]) {
      programs.at(-1)?.end('killed');
      await settle();
      expect(ends.at(-1)).toEqual({ cause: 'killed', restartInMs: wait });
    }
    expect(programs).toHaveLength(4);
    await supervised.stop();
  });

  it('that ran well for long is started again soon', async () => {
    const { programs, ends, clock, supervised } = stage();
    await supervised.start();
    programs[0]?.end('killed');
    await settle();
    clock.time += 31_000;
    programs[1]?.end('killed');
    await settle();
    expect(ends.map((end) => end.restartInMs)).toEqual([250, 250]);
    await supervised.stop();
  });

  it('whose restart fails is tried again', async () => {
    const { programs, ends, supervised } = stage((attempt) => {
      if (attempt === 1) throw new Error('not yet');
      return new Program();
    });
    await supervised.start();
    programs[0]?.end('killed');
    await settle();
    expect(ends.map((end) => end.cause)).toEqual(['killed', new Error('not yet')]);
    expect(programs).toHaveLength(2);
    await supervised.stop();
  });

  it('stays down after a stop', async () => {
    const { programs, ends, supervised } = stage();
    await supervised.start();
    await supervised.stop();
    await settle();
    expect(programs.map((program) => program.stops)).toEqual([1]);
    expect(ends).toEqual([]);
  });

  it('is not started again by a wait that a stop cuts short', async () => {
    const { programs, clock, supervised } = stage();
    clock.patient = true;
    await supervised.start();
    programs[0]?.end('killed');
    await settle();
    await supervised.stop();
    expect(programs).toHaveLength(1);
  });

  it('that is still starting when the stop comes is stopped as soon as it runs', async () => {
    let ready: (program: Program) => void = () => undefined;
    const supervised = new Supervised<Program>({
      start: () => new Promise((resolve) => (ready = resolve)),
      onEnd: () => undefined,
    });
    const started = supervised.start();
    const stopped = supervised.stop();
    const program = new Program();
    ready(program);
    await Promise.all([started, stopped]);
    expect(program.stops).toBe(1);
  });
});
