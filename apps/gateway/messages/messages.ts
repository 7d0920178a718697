import { Targets } from '#connectors';
import type { GatewayParts } from '../gateway.module.js';
import { channelsOf, isSame, type Channel, type ChannelName } from './channels.js';
import { Courier } from './courier.js';
import { MessageDesk } from './message-desk.js';

/** Reports by message: the channels that are open, and who reads and answers. */
export class Messages {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly desk: MessageDesk;
  private readonly courier: Courier;
  private readonly verifyToken: string;

  constructor({ settings, database, registry, door, log }: Omit<GatewayParts, 'messages'>) {
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
