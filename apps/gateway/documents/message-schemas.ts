import { instant, integer, listOf, object, oneOf, orNull, string, type Schema } from './shapes.js';
import { channelNames } from '../messages/channels.js';

/** Schemas of what is said of reports by message. */
export const messageAnswers: Record<string, Schema> = {
  TakenMessages: object({ messages: integer }),
  MessageSender: object({
    senderId: string,
    party: string,
    channel: oneOf(...channelNames),
    address: orNull(string),
    places: listOf(object({ place: string, nicknames: listOf(string) })),
    consentAt: instant,
    createdAt: instant,
  }),
  RevokedSender: object({ revoked: string }),
};
