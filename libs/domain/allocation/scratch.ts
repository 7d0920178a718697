/**
 * The working memory of one solve: arrays of zeros, cut from one buffer that the next solve uses
 * again, because making and freeing small typed arrays costs more than filling them.
 * Nothing of it may be part of an answer.
 */
class Scratch {
  private buffer = new ArrayBuffer(0);
  private used = 0;
  private active = false;

  /** Runs one solve; outside of it, arrays are made as usual and may be kept. */
  lend<T>(work: () => T): T {
    if (this.active) return work();
    this.active = true;
    this.used = 0;
    try {
      return work();
    } finally {
      this.active = false;
      // The next problem is likely to be as large. After a very large one, memory is given back.
      const wanted = this.used > keptMost ? 0 : this.used;
      if (wanted === 0 || wanted > this.buffer.byteLength) this.buffer = new ArrayBuffer(wanted);
    }
  }

  ints(length: number): Int32Array {
    const at = this.take(4 * length);
    return at < 0 ? new Int32Array(length) : new Int32Array(this.buffer, at, length).fill(0);
  }

  floats(length: number): Float64Array {
    const at = this.take(8 * length);
    return at < 0 ? new Float64Array(length) : new Float64Array(this.buffer, at, length).fill(0);
  }

  /** Where so many bytes are free in the buffer, or −1. */
  private take(bytes: number): number {
    if (!this.active) return -1;
    const at = this.used;
    this.used += Math.ceil(bytes / 8) * 8;
    return this.used <= this.buffer.byteLength ? at : -1;
  }
}

/** Bytes that stay between solves at most. */
const keptMost = 32 * 1024 * 1024;
const scratch = new Scratch();

/** Runs one solve, whose `ints` and `floats` are gone when it ends. */
export function withScratch<T>(work: () => T): T {
  return scratch.lend(work);
}

export function ints(length: number): Int32Array {
  return scratch.ints(length);
}

export function floats(length: number): Float64Array {
  return scratch.floats(length);
}

export function copyOf(values: Float64Array): Float64Array {
  const copy = floats(values.length);
  copy.set(values);
  return copy;
}

export function intsOf(values: readonly number[]): Int32Array {
  const copy = ints(values.length);
  copy.set(values);
  return copy;
}

/** 0, 1, 2 … */
export function naturals(length: number): Int32Array {
  const values = ints(length);
  for (let k = 0; k < length; k++) values[k] = k;
  return values;
}
