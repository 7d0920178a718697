/** A small general network of residual capacities: arc 2k and its reverse 2k + 1. */
export class Residual {
  private readonly arcsOf: number[][];
  private readonly to: number[] = [];
  private readonly room: number[] = [];

  constructor(nodes: number) {
    this.arcsOf = Array.from({ length: nodes }, () => []);
  }

  /** Adds an arc with its capacity and that of its reverse; answers its number. */
  connect(from: number, to: number, room: number, back: number): number {
    const arc = this.to.length;
    this.to.push(to, from);
    this.room.push(room, back);
    this.arcsOf[from]!.push(arc);
    this.arcsOf[to]!.push(arc + 1);
    return arc;
  }

  capacity(arc: number): number {
    return this.room[arc]!;
  }

  /** Fixes the flow of an arc as it is. */
  freeze(arc: number): void {
    this.room[arc] = 0;
    this.room[arc ^ 1] = 0;
  }

  /** Sends up to `want` along shortest paths and answers how much went. */
  push(from: number, to: number, want: number): number {
    let sent = 0;
    while (sent < want) {
      const path = this.path(from, to);
      if (path === null) break;
      let most = want - sent;
      for (const arc of path) most = Math.min(most, this.room[arc]!);
      for (const arc of path) {
        this.room[arc]! -= most;
        this.room[arc ^ 1]! += most;
      }
      sent += most;
    }
    return sent;
  }

  private path(from: number, to: number): number[] | null {
    const via = new Int32Array(this.arcsOf.length).fill(-1);
    const queue = [from];
    for (const node of queue) {
      for (const arc of this.arcsOf[node]!) {
        const next = this.to[arc]!;
        if (this.room[arc]! === 0 || via[next]! >= 0 || next === from) continue;
        via[next] = arc;
        if (next === to) return this.trace(via, from, to);
        queue.push(next);
      }
    }
    return null;
  }

  private trace(via: Int32Array, from: number, to: number): number[] {
    const path: number[] = [];
    for (let node = to; node !== from; node = this.to[via[node]! ^ 1]!) path.push(via[node]!);
    return path;
  }
}
