/** How much is measured. BENCH_SCALE=0.1 is a quick look, 1 the table of docs/PERFORMANCE.md. */
export interface Sizes {
  scale: number;
  /** Repetitions of what is repeated. */
  rounds: number;
  /** Records of one round of raw producing. */
  rawRecords: number;
  /** Seconds at the steady rate, for each of round trip, road and live feed. */
  steadySeconds: number;
  /** Single commits measured. */
  commits: number;
  /** Batches of 1,000 rows of one round. */
  rowBatches: number;
  /** Facts that wait for the cold reconciler. */
  facts: number;
  /** Requests of one round at the door with 100 events each, and with one. */
  batchRequests: number;
  singleRequests: number;
}

/** Events per second of everything that is measured at a steady rate. */
export const steadyRate = 200;

export function readSizes(env: NodeJS.ProcessEnv = process.env): Sizes {
  const given = Number(env.BENCH_SCALE ?? '1');
  const scale = given > 0 && given <= 100 ? given : 1;
  const scaled = (full: number, least: number): number => Math.max(least, Math.round(full * scale));
  return {
    scale,
    rounds: 3,
    rawRecords: scaled(100, 2) * 500,
    steadySeconds: scaled(12, 2),
    commits: scaled(1_500, 100),
    rowBatches: scaled(30, 2),
    facts: scaled(40_000, 1_000),
    batchRequests: scaled(150, 10),
    singleRequests: scaled(3_000, 200),
  };
}
