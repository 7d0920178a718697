import type { RegistryCache } from '#access';
import { Targets } from '#connectors';
import type { Database } from '#database';
import type { Log } from '#runtime';
import type { EventDoor } from '../events/event-door.js';
import type { GatewaySettings } from '../settings.js';
import { channelsOf, isSame, type Channel, type ChannelName } from './channels.js';
import { Courier } from './courier.js';
import { MessageDesk } from './message-desk.js';

export interface MessagesParts {
  settings: GatewaySettings;
  database: Database;
  registry: RegistryCache;
  door: EventDoor;
  log: Log;
}

/** Reports by message: the channels that are open, and who reads and answers. */
export class Messages {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly desk: MessageDesk;
  private readonly courier: Courier;
  private readonly verifyToken: string;

  constructor({ settings, database, registry, door, log }: MessagesParts) {
    this.channels = channelsOf(settings);
    const targets = new Targets(settings.messageTargets);
    this.courier = new Courier({ database, channels: this.channels, targets, log });
    const { messagesPerMinute } = settings;
    const onReply = () => this.courier.wake();
    this.desk = new MessageDesk({ database, registry, door, messagesPerMinute, onReply });
    this.verifyToken = settings.whatsappVerifyToken;
  }

  start(): void {
    this.courier.start();
  }

  stop(): Promise<void> {
    return this.courier.stop();
  }

  /** Whether it is the token that was agreed on with WhatsApp. */
  isVerifyToken(token: string): boolean {
    return this.verifyToken !== '' && isSame(token, this.verifyToken);
  }
}
