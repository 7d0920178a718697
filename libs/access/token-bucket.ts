/** How a bucket answered: tokens left, and milliseconds until the asked amount would be there. */
export interface BucketAnswer {
  allowed: boolean;
  remaining: number;
  retryAfterMs: number;
  /** Milliseconds until the bucket is full again. */
  resetMs: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

export interface TokenBucketOptions {
  /** Tokens that flow in per second. */
  perSecond: number;
  /** Most tokens a bucket holds. */
  burst: number;
  /** Most buckets kept; the one unused for longest makes room. */
  bucketsMax: number;
}

/** One token bucket per name, bounded in number. Times are epoch milliseconds given by the caller. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(readonly options: TokenBucketOptions) {}

  /** Takes `cost` tokens when there are that many, of a bucket with a size of its own if `own` says so; a cost above the burst waits for a full bucket and empties it. */
  take(
    name: string,
    cost: number,
    nowMs: number,
    own: Pick<TokenBucketOptions, 'perSecond' | 'burst'> = this.options,
  ): BucketAnswer {
    const { perSecond, burst } = own;
    const bucket = this.filled(name, nowMs, own);
    const needed = Math.min(cost, burst);
    const allowed = bucket.tokens >= needed;
    if (allowed) bucket.tokens -= needed;
    return {
      allowed,
      remaining: Math.floor(bucket.tokens),
      retryAfterMs: allowed ? 0 : Math.ceil(((needed - bucket.tokens) / perSecond) * 1_000),
      resetMs: Math.ceil(((burst - bucket.tokens) / perSecond) * 1_000),
    };
  }

  private filled(
    name: string,
    nowMs: number,
    { perSecond, burst }: Pick<TokenBucketOptions, 'perSecond' | 'burst'>,
  ): Bucket {
    const { bucketsMax } = this.options;
    const bucket = this.buckets.get(name) ?? { tokens: burst, atMs: nowMs };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) * perSecond) / 1_000);
    bucket.atMs = nowMs;
    this.buckets.delete(name);
    this.buckets.set(name, bucket);
    if (this.buckets.size > bucketsMax) this.buckets.delete(this.buckets.keys().next().value!);
    return bucket;
  }
}
