import { Type } from '@sinclair/typebox';
import { canonicalFact } from '../define.js';
import { both } from '../language.js';
import { baseQuantity, code, count, freeText, identifier, lotName, oneOf, orNull } from '../values.js';

/** Canonical form of what officers ask of the plan. */

const by = identifier(both('Pengenal orang, tanpa nama', 'Opaque id of the person'));
const overriddenFact = Type.Object({
  overrideId: identifier(),
  action: oneOf(['hold', 'cap', 'pin']),
  location: orNull(code()),
  lot: orNull(lotName()),
  demandId: orNull(identifier()),
  lane: orNull(code()),
  quantity: orNull(baseQuantity()),
  until: count(both('Milidetik sejak 1970', 'Epoch milliseconds')),
  reason: freeText(),
  by,
});
const releasedFact = Type.Object({ overrideId: identifier(), reason: freeText(), by });

const said = { source: 'urn:lumbung:party:btc', commodity: 'egg.chicken' };
const person = '3b0c6a52-8f1e-4d27-9b52-70a1f4f0c9aa';

export const planOverriddenFact = canonicalFact({
  type: 'lumbung.plan.overridden.v1',
  ...said,
  title: { id: 'Fakta: rencana diatur petugas', en: 'Fact: plan overridden' },
  description: { id: 'Berlaku sampai waktunya atau dilepas', en: 'Holds until its time or its release' },
  data: overriddenFact,
  example: {
    overrideId: 'tahan-gudang-btc',
    action: 'hold',
    location: 'gudang-btc',
    lot: null,
    demandId: null,
    lane: null,
    quantity: null,
    until: 1_795_561_200_000,
    reason: 'Menunggu hasil uji mutu',
    by: person,
  },
});

export const planReleasedFact = canonicalFact({
  type: 'lumbung.plan.released.v1',
  ...said,
  title: { id: 'Fakta: keputusan dilepas', en: 'Fact: override released' },
  description: { id: 'Keputusan itu tidak berlaku lagi', en: 'The override holds no longer' },
  data: releasedFact,
  example: { overrideId: 'tahan-gudang-btc', reason: 'Mutu baik', by: person },
});
