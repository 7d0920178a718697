import type { Producer } from '#kafka';
import type { Log } from '#runtime';
import { Backoff } from '../backoff.js';
import { send, type Door, type Sender } from '../door.js';
import type { Keys } from '../keys.js';
import { depokPangan } from './depok-pangan.js';
import { dharmaJaya } from './dharma-jaya.js';
import { ePeken } from './e-peken.js';
import { FoodStation } from './food-station.js';
import { pasarJaya } from './pasar-jaya.js';
import type { StandIn } from './stand-in.js';

export interface PartnerOptions {
  gatewayUrl: string;
  port: number;
  token: string;
  keys: Keys;
  producer: Producer;
  log: Log;
}

/** The systems of five partners, as they are, behind connectors that they declare themselves. */
export class Partners {
  private readonly declared = new Set<string>();

  private constructor(
    private readonly options: PartnerOptions,
    private readonly station: FoodStation,
    private readonly standIns: StandIn[],
  ) {}

  static async open(options: PartnerOptions): Promise<Partners> {
    const { gatewayUrl, keys } = options;
    const sender = (party: string, signal: AbortSignal): Sender => ({ gatewayUrl, keys, party, signal });
    const station = await FoodStation.open(options.port, options.token);
    return new Partners(options, station, [
      ePeken(sender),
      station.standIn,
      dharmaJaya(sender),
      pasarJaya(sender),
      depokPangan(options.producer),
    ]);
  }

  /** How a party speaks: what its own system says goes through its connector, the rest as `otherwise` does. */
  doorOf(party: string, otherwise: Door): Door {
    const standIn = this.standIns.find((each) => each.party === party);
    if (!standIn) return otherwise;
    return (utterance, signal) => {
      if (!standIn.says(utterance)) return otherwise(utterance, signal);
      if (!this.declared.has(party)) return Promise.resolve({ kind: 'again', waitMs: 0 });
      return standIn.door(utterance, signal);
    };
  }

  /** Each partner declares its connector; the same again changes nothing. */
  async declare(signal: AbortSignal): Promise<void> {
    await Promise.all(this.standIns.map((standIn) => this.declareOne(standIn, signal)));
  }

  close(): void {
    this.station.close();
  }

  private async declareOne({ party, kind, configuration }: StandIn, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, keys, log } = this.options;
    const backoff = new Backoff(500, 10_000);
    const body = JSON.stringify({ configuration, reason: 'Sistem mitra yang diperagakan' });
    const request = {
      method: 'PUT',
      path: `/v1/connectors/${party}/${kind}`,
      type: 'application/json',
      body,
    };
    while (!signal.aborted) {
      const { outcome } = await send({ gatewayUrl, keys, party, signal }, request);
      if (outcome.kind === 'taken') return void this.declared.add(party);
      if (outcome.kind === 'refused') log.warn({ party, ...outcome }, 'a connector was refused');
      await backoff.wait(signal);
    }
  }
}
