import { Type } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { code, freeText, identifier, instant, lotName, oneOf, quantity, unit } from '../values.js';

/** What an officer asks of the plan. Only a person who is signed in at the hub can say it, at `POST /v1/overrides`. */

const overriddenData = Type.Object({
  overrideId: identifier(
    both(
      'Pengenal keputusan; yang lebih baru menggantikan yang lama',
      'Id of the override; a newer one revises it',
    ),
  ),
  commodity: code(both('Kode komoditas', 'Commodity code')),
  action: oneOf(
    ['hold', 'cap', 'pin'],
    both(
      'hold: tidak diambil apa pun; cap: paling banyak sekian; pin: persis sekian dari satu lot untuk satu kebutuhan',
      'hold: nothing is taken; cap: at most so much; pin: exactly so much of one lot for one demand',
    ),
  ),
  location: Type.Optional(
    code(both('Tempat yang ditahan, atau asal pin', 'Place that is held, or of a pin')),
  ),
  lot: Type.Optional(lotName(both('Tanpa lot: seluruh tempat', 'Without it: all of the place'))),
  demandId: Type.Optional(identifier(both('Seperti disebut rencana', 'As the plan names it'))),
  lane: Type.Optional(code(both('Jalur yang ditahan', 'Lane that is held'))),
  quantity: Type.Optional(quantity()),
  unit: Type.Optional(unit()),
  until: instant(both('Sampai saat ini ia berlaku', 'It holds until this instant')),
  reason: freeText(),
});

const releasedData = Type.Object({
  overrideId: identifier(),
  commodity: code(both('Kode komoditas', 'Commodity code')),
  reason: freeText(),
});

export const planOverridden = inbound('btc', {
  type: 'lumbung.plan.overridden.v1',
  title: { id: 'Rencana diatur petugas', en: 'Plan overridden' },
  description: {
    id: 'Petugas menahan lot, kebutuhan atau jalur, membatasi kebutuhan, atau menetapkan jumlah; hanya lewat /v1/overrides',
    en: 'An officer holds a lot, a demand or a lane, caps a demand or pins a quantity; at /v1/overrides alone',
  },
  data: overriddenData,
  example: {
    overrideId: 'tahan-gudang-btc',
    commodity: 'egg.chicken',
    action: 'hold',
    location: 'gudang-btc',
    until: '2026-11-25T06:00:00+07:00',
    reason: 'Menunggu hasil uji mutu',
  },
});

export const planReleased = inbound('btc', {
  type: 'lumbung.plan.released.v1',
  title: { id: 'Rencana dilepas petugas', en: 'Override released' },
  description: {
    id: 'Petugas melepas keputusannya sebelum waktunya; hanya lewat /v1/overrides',
    en: 'An officer takes an override back before its time; at /v1/overrides alone',
  },
  data: releasedData,
  example: { overrideId: 'tahan-gudang-btc', commodity: 'egg.chicken', reason: 'Mutu baik' },
});
