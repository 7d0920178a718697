import { Type, type Static } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { freeText, identifier, oneOf } from '../values.js';

/** Facts are never changed: they are taken back, confirmed or refused, with a reason. */

const eventSource = Type.String({ minLength: 1, maxLength: 96, pattern: '^[!-~]+$' });

const correctedData = Type.Object({
  corrects: Type.Object(
    { source: Type.Optional(eventSource), id: identifier() },
    both(
      'Peristiwa yang ditarik kembali; tanpa source berarti milik pengirim',
      'The event taken back; the sender’s own when source is absent',
    ),
  ),
  reason: freeText(),
});
const confirmedData = Type.Object({
  confirms: Type.Object(
    { source: eventSource, id: identifier() },
    both('Peristiwa yang ditahan', 'The event that is held'),
  ),
  decision: oneOf(['confirmed', 'refused']),
  reason: freeText(),
});

export type FactCorrectedData = Static<typeof correctedData>;
export type FactConfirmedData = Static<typeof confirmedData>;

export const factCorrected = inbound('peternakan-ponggok', {
  type: 'lumbung.fact.corrected.v1',
  title: { id: 'Fakta dikoreksi', en: 'Fact corrected' },
  description: {
    id: 'Menarik kembali sebuah peristiwa; penggantinya dikirim sebagai peristiwa tersendiri',
    en: 'Takes an event back; what replaces it is sent as an event of its own',
  },
  data: correctedData,
  example: { corrects: { id: 'stock-counted-0001' }, reason: 'Salah satuan: peti tertulis kilogram' },
});

export const factConfirmed = inbound('disperindag-blitar', {
  type: 'lumbung.fact.confirmed.v1',
  title: { id: 'Fakta dipastikan', en: 'Fact confirmed' },
  description: {
    id: 'Keputusan petugas atas fakta yang ditahan: dipastikan atau ditolak',
    en: 'An officer’s decision on a held fact: confirmed or refused',
  },
  data: confirmedData,
  example: {
    confirms: { source: 'urn:lumbung:party:peternakan-ponggok', id: 'stock-counted-0001' },
    decision: 'refused',
    reason: 'Melebihi kapasitas kandang',
  },
});
