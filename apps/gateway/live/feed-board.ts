/** State of one party's feed, as `/v1/feeds` shows it. */
export interface FeedItem {
  party: string;
  nameId: string;
  nameEn: string;
  newestFactAt: string | null;
  acceptedAt: string | null;
  cadenceSeconds: number | null;
  ageSeconds: number | null;
  state: 'fresh' | 'late' | 'stale' | 'silent';
  facts: number;
}

interface Posted {
  item: FeedItem;
  version: number;
  json: string;
}

export const feedEventType = 'lumbung.feed.updated.v1';

/** The present state of every feed. A client that was slow gets the newest state, not every step to it. */
export class FeedBoard {
  private readonly posted = new Map<string, Posted>();
  private version = 0;

  /** Takes a reading of all feeds; true when one of them changed. Age alone is no change. */
  post(items: FeedItem[], now: Date): boolean {
    const before = this.version;
    for (const item of items) {
      const held = this.posted.get(item.party)?.item;
      const same =
        held !== undefined &&
        held.state === item.state &&
        held.facts === item.facts &&
        held.newestFactAt === item.newestFactAt;
      if (same) continue;
      const version = ++this.version;
      this.posted.set(item.party, { item, version, json: JSON.stringify(eventOf(item, version, now)) });
    }
    return this.version > before;
  }

  get newest(): number {
    return this.version;
  }

  /** What changed after a version, oldest change first. */
  since(version: number): Posted[] {
    if (version >= this.version) return [];
    return [...this.posted.values()].filter((p) => p.version > version).sort((a, b) => a.version - b.version);
  }
}

function eventOf(item: FeedItem, version: number, now: Date) {
  return {
    specversion: '1.0',
    id: `feed.${item.party}.${now.getTime()}.${version}`,
    source: 'urn:lumbung:service:gateway',
    type: feedEventType,
    time: now.toISOString(),
    subject: item.party,
    datacontenttype: 'application/json',
    data: item,
  };
}
