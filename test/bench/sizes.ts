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
  /** Facts that wait where cold starts are compared with the peer's. BENCH_FACTS sets them alone. */
  preloaded: number;
  /** Seconds of facts at a steady rate: thrown away first, and measured, in each round. */
  warmSeconds: number;
  factsSeconds: number;
  /** Facts of one round on a state of any size, and up to how many times the standard state it goes. */
  stateFacts: number;
  stateFactorMax: number;
  /** What lies in the database when lists are asked for, and how often each is. */
  fill: { shipments: number; facts: number; alerts: number; plans: number };
  asks: number;
  /** Clients of the crowded live feed, and seconds of changes for them. */
  crowd: number;
  crowdSeconds: number;
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
    preloaded: Number(env.BENCH_FACTS) > 0 ? Number(env.BENCH_FACTS) : scaled(60_000, 2_000),
    // A process that is not warm measures V8 and the JVM: a short run has to say so, it does not matter there.
    warmSeconds: scale < 0.3 ? 5 : 15,
    factsSeconds: scaled(15, 3),
    stateFacts: scaled(2_000, 200),
    stateFactorMax: scale < 0.3 ? 10 : 100,
    fill: {
      shipments: scaled(100_000, 2_000),
      facts: scaled(1_000_000, 10_000),
      alerts: scaled(100_000, 2_000),
      plans: scaled(1_000, 50),
    },
    asks: scaled(50, 20),
    crowd: scaled(2_000, 50),
    crowdSeconds: scaled(20, 5),
    batchRequests: scaled(150, 10),
    singleRequests: scaled(3_000, 200),
  };
}
