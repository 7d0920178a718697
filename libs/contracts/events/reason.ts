import { Type, type Static } from '@sinclair/typebox';
import { both } from '../language.js';
import { baseUnit, bilingual, code, identifier, oneOf } from '../values.js';

/** Why a demand stayed short or a lot stayed over. */

const reasonCodes = [
  'STOCK',
  'SHELF_LIFE',
  'LEAD_TIME',
  'AGREEMENT_INACTIVE',
  'AGREEMENT_CAP',
  'CAPACITY',
  'STALE_DATA',
  'LOCAL_RESERVE',
  'NO_DEMAND',
  'NO_LANE',
  'GRADE',
  'HANDLING_UNIT',
  'HELD_DATA',
  'COMMITMENT_CLAMPED',
  'KEPT_PLAN',
  'SOURCE_CONFLICT',
  'MINIMUM_ORDER',
  'MINIMUM_LOAD',
  'LEAD_TIME_OBSERVED',
  'ESTIMATE_ONLY',
  'OVERRIDE_HOLD',
  'OVERRIDE_CAP',
  'OVERRIDE_PIN',
] as const;

export const reason = Type.Object(
  {
    code: oneOf(reasonCodes),
    commodity: Type.Optional(code()),
    demandId: Type.Optional(identifier()),
    lotId: Type.Optional(Type.String({ maxLength: 129 })),
    quantity: Type.Optional(Type.Integer()),
    unit: Type.Optional(baseUnit()),
    overrides: Type.Optional(
      Type.Array(identifier(), {
        maxItems: 20,
        ...both('Keputusan petugas di baliknya', 'The overrides behind it'),
      }),
    ),
    text: bilingual(),
  },
  both('Alasan dengan angka', 'A reason with its figure'),
);

export type ReasonData = Static<typeof reason>;
