export type { BilingualText } from './language.js';
export { limits } from './limits.js';
export { receiptReasonNames, receiptReasons, varianceKinds } from './receipt-reasons.js';
export type { ReceiptReason } from './receipt-reasons.js';
export { envelopeSchema, schemaPath } from './envelope.js';
export type { CloudEvent, Direction, EventDefinition, FactEvent, PublishedEvent } from './envelope.js';
export { faultCodes, faultText, refusalCodes, refusalText } from './codes.js';
export type { FaultCode, RefusalCode } from './codes.js';
export { allDefinitions, eventSchemas, inboundTypes, schemaDocuments } from './catalogue.js';
export type { FactEventType, InboundType, PublishedType } from './catalogue.js';
export { shortType, wireType } from './types.js';
export type { CanonicalEvent, InboundEvent, OutEvent } from './types.js';
export { parseEvent, parseFact, parsePublished } from './parse.js';
export type { EventFault } from './fault.js';
export type { Parsed, Refused } from './parse.js';
export { factKey, isLedgerKey } from './facts/fact-key.js';
export { eventOfFact, factOfEvent, factOfValue } from './facts/fact-event.js';
export type { FactFields } from './facts/fact-event.js';
export { problemSchema } from './problem.js';
export type { WrittenProblem } from './problem.js';
export { parseProblem } from './parse-problem.js';
export { inspect } from './inspect.js';
export { eventOfRecord } from './record.js';
export type { ReadRecord, RecordHeaders } from './record.js';
export {
  inboundTopic,
  outboundTopic,
  partyOfInboundTopic,
  outboundParty,
  partyOfSource,
  sourceOfHub,
  sourceOfParty,
} from './party.js';
export { topics, topicSettings } from './topics.js';
export type { TopicDeclaration } from './topics.js';
export { asyncApiDocument } from './asyncapi.js';
export type * from './events/stock.js';
export type * from './events/demand.js';
export type * from './events/price.js';
export type * from './events/lifecycle.js';
export type * from './events/correction.js';
export type * from './events/allocations.js';
export type * from './events/shipment.js';
export { shipmentStatuses } from './events/shipment.js';
export type * from './events/balance.js';
export type * from './events/alert.js';
export type * from './events/rejected.js';
export type * from './events/feed.js';
export type * from './events/reason.js';
export type * from './facts/observed.js';
export type * from './facts/carried.js';
export type * from './facts/committed.js';
export { entryKinds, entrySchemas } from './registry/entry-schemas.js';
export type { EntryKind } from './registry/entry-schemas.js';
export { entryCode, entryFaults } from './registry/parse-entry.js';
