import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { identifier, orNull, partyCode } from '../values.js';
import { changeProposal, shipmentData, shipmentExample } from './shipment.js';

/** What the plan asks to change of a shipment that was accepted. Its carrier and the hub hear of it. */

const changeData = Type.Object({
  shipmentId: identifier(),
  carrier: orNull(partyCode()),
  change: changeProposal,
  shipment: shipmentData,
});

export type ChangeData = Static<typeof changeData>;

const { shipmentId, lines, pickupDate, arrivalBy } = shipmentExample;
const [line] = lines;
const example: ChangeData = {
  shipmentId,
  carrier: 'brantas-logistik',
  change: {
    changeId: `${shipmentId}/5/change`,
    kind: 'reduce',
    status: 'open',
    proposedAt: '2026-11-23T06:15:00+07:00',
    deadline: '2026-11-23T07:15:00+07:00',
    lines: [{ ...line!, quantity: 3_000_000 }],
    pickupDate,
    arrivalBy,
    reasons: [
      {
        code: 'NEED',
        commodity: line!.commodity,
        demandId: line!.demandId,
        quantity: 1_000_000,
        unit: 'g',
        text: {
          id: '1.000 kg telur ayam permintaannya berkurang.',
          en: '1,000 kg of chicken eggs is no longer asked for.',
        },
      },
    ],
  },
  shipment: { ...shipmentExample, status: 'accepted', carrier: 'brantas-logistik' },
};

export const changeProposed = published(shipmentId, {
  type: 'lumbung.change.proposed.v1',
  title: { id: 'Perubahan diusulkan', en: 'Change proposed' },
  description: {
    id: 'Rencana ingin lain dari yang disanggupi; kiriman tetap sampai pengangkut setuju',
    en: 'The plan would have an accepted shipment otherwise; it stays as it is until the carrier says yes',
  },
  data: changeData,
  example,
});

export const changeClosed = published(shipmentId, {
  type: 'lumbung.change.closed.v1',
  title: { id: 'Usulan perubahan berakhir', en: 'Change closed' },
  description: {
    id: 'Usulan tidak dapat dijawab lagi; status menyebut sebabnya',
    en: 'The proposal can no longer be answered; its status says why',
  },
  data: changeData,
  example: {
    ...example,
    change: { ...example.change, status: 'accepted', endedAt: '2026-11-23T06:40:00+07:00' },
  },
});
