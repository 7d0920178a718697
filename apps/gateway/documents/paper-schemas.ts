import {
  boolean,
  instant,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  ref,
  string,
  type Schema,
} from './shapes.js';

const signature = {
  signatureId: string,
  role: oneOf('giver', 'receiver'),
  name: string,
  party: string,
  signedAt: instant,
  statement: string,
  isCurrent: boolean,
};

/** Schemas of what is said of papers and signatures. */
export const paperAnswers: Record<string, Schema> = {
  Document: object({
    number: string,
    kind: oneOf('SJ', 'DM', 'BAST'),
    shipmentId: string,
    revision: integer,
    issuedAt: instant,
    hash: string,
    replaces: orNull(string),
    proofUrl: string,
    pdf: string,
  }),
  EpcisCapture: object({
    captureID: string,
    createdAt: instant,
    finishedAt: instant,
    running: boolean,
    success: boolean,
    captureErrorBehaviour: oneOf('proceed'),
    errors: listOf({ type: 'object' }),
  }),
  EpcisEvent: { type: 'object', description: 'EPCIS 2.0 event in JSON-LD' },
  EpcisQueryDocument: { type: 'object', description: 'EPCISQueryDocument in JSON-LD' },
  Signature: object(signature),
  Signatures: object({
    statement: string,
    revision: integer,
    items: listOf(ref('Signature')),
    next: { type: 'null' },
  }),
};
