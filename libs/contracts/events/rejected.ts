import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { factRefusalCodes, refusalCodes } from '../codes.js';
import { bilingual, count, instant, oneOf, orNull } from '../values.js';

/** What could not be accepted, with a reason that a person understands. */

const rejectedData = Type.Object({
  rejectedId: Type.String({ minLength: 1, maxLength: 128 }),
  party: orNull(Type.String({ maxLength: 128 })),
  eventId: orNull(Type.String({ maxLength: 256 })),
  type: orNull(Type.String({ maxLength: 256 })),
  code: oneOf([...refusalCodes, ...factRefusalCodes]),
  text: bilingual(),
  details: Type.Array(Type.Object({ path: Type.String(), code: Type.String(), text: bilingual() }), {
    maxItems: 20,
  }),
  origin: Type.Object(
    { topic: Type.String(), partition: count(), offset: Type.String({ pattern: '^[0-9]{1,19}$' }) },
    both('Tempat asal di broker', 'Where it stands at the broker'),
  ),
  receivedAt: instant(),
  payload: Type.String(
    both('Isi yang diterima, dipotong bila terlalu panjang', 'What was received, cut when too long'),
  ),
});

export type EventRejectedData = Static<typeof rejectedData>;

export const eventRejected = published('peternakan-ponggok', {
  type: 'lumbung.event.rejected.v1',
  title: { id: 'Peristiwa ditolak', en: 'Event rejected' },
  description: {
    id: 'Peristiwa yang tidak dapat diterima, dengan alasannya',
    en: 'An event that could not be accepted, with the reason',
  },
  data: rejectedData,
  example: {
    rejectedId: 'inbound.e-peken-0-17',
    party: 'e-peken',
    eventId: 'demand-declared-0001',
    type: 'lumbung.demand.declared.v1',
    code: 'COMMODITY_UNKNOWN',
    text: { id: 'Komoditas tidak dikenal.', en: 'The commodity is not known.' },
    details: [],
    origin: { topic: 'inbound.e-peken', partition: 0, offset: '17' },
    receivedAt: '2026-11-22T23:15:00.120Z',
    payload: '{}',
  },
});
