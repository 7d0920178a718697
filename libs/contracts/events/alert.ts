import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { bilingual, code, identifier, oneOf, partyCode } from '../values.js';

/** What a person should look at, raised once and cleared when it is over. */

const alertData = Type.Object({
  alertId: Type.String({
    minLength: 1,
    maxLength: 300,
    ...both('Tetap selama keadaan berlangsung', 'Stable while the condition lasts'),
  }),
  code: oneOf([
    'SHORTAGE',
    'SOURCE_CONFLICT',
    'HELD_FACT',
    'STALE_FEED',
    'COMMITMENT_CLAMPED',
    'NEGATIVE_STOCK',
    'AGREEMENT_ENDING',
    'AGREEMENT_SLEEPING',
    'NO_CARRIER',
    'GOODS_AWAITING',
    'SHIPMENT_LATE',
    'SHIPMENT_SILENT',
    'TEMPERATURE_EXCURSION',
    'PLAN_CHANGED',
    'BREAKDOWN',
    'PIN_NOT_KEPT',
  ]),
  severity: oneOf(['info', 'warning', 'critical']),
  hub: partyCode(),
  commodity: code(both('`*` pada peringatan tentang perjanjian', '`*` in alerts about an agreement')),
  subject: Type.String({ minLength: 1, maxLength: 200 }),
  quantity: Type.Optional(Type.Integer()),
  text: bilingual(),
  planVersion: Type.Optional(identifier()),
});

export type AlertData = Static<typeof alertData>;

const example: AlertData = {
  alertId: 'SHORTAGE/btc/egg.chicken/31',
  code: 'SHORTAGE',
  severity: 'warning',
  hub: 'btc',
  commodity: 'egg.chicken',
  subject: '31',
  quantity: 5_000_000,
  text: { id: 'DKI Jakarta kekurangan 5 t telur ayam', en: 'DKI Jakarta is short of 5 t of chicken eggs' },
  planVersion: 'btc:egg.chicken:118',
};

export const alertRaised = published(example.alertId, {
  type: 'lumbung.alert.raised.v1',
  title: { id: 'Peringatan muncul', en: 'Alert raised' },
  description: { id: 'Keadaan yang perlu dilihat petugas', en: 'A condition that an officer should look at' },
  data: alertData,
  example,
});

export const alertCleared = published(example.alertId, {
  type: 'lumbung.alert.cleared.v1',
  title: { id: 'Peringatan selesai', en: 'Alert cleared' },
  description: { id: 'Keadaan itu sudah berlalu', en: 'The condition is over' },
  data: alertData,
  example,
});
