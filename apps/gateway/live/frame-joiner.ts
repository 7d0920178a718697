type Frame = string | Buffer;

const rememberedMax = 8;

/** Puts the frames of one turn together, once for all clients that get the same ones. */
export class FrameJoiner {
  private readonly remembered: { frames: readonly Frame[]; joined: Buffer }[] = [];

  /** @param frames one or more, not changed afterwards */
  join(frames: readonly Frame[]): Frame {
    if (frames.length === 1) return frames[0]!;
    const known = this.remembered.find((entry) => isSame(entry.frames, frames));
    if (known) return known.joined;
    const joined = Buffer.concat(
      frames.map((frame) => (typeof frame === 'string' ? Buffer.from(frame) : frame)),
    );
    // Frames of a client's own come once.
    if (frames.some((frame) => typeof frame === 'string')) return joined;
    this.remembered.push({ frames, joined });
    if (this.remembered.length > rememberedMax) this.remembered.shift();
    return joined;
  }
}

function isSame(a: readonly Frame[], b: readonly Frame[]): boolean {
  return a.length === b.length && a.every((frame, i) => frame === b[i]);
}
