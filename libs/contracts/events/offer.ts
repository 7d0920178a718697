import { Type, type Static } from '@sinclair/typebox';
import { published } from '../define.js';
import { both } from '../language.js';
import { code, count, freeText, identifier, instant, localDate, oneOf, partyCode } from '../values.js';
import { shipmentData, shipmentExample } from './shipment.js';

/** What a carrier is offered. Only that carrier and the hub hear of it: prices are between the two. */

const vehicles = Type.Array(Type.Object({ code: code(), count: count() }), { maxItems: 50 });
const counter = Type.Object({
  vehicles: Type.Optional(vehicles),
  pickupDate: Type.Optional(localDate()),
  reason: Type.Optional(freeText()),
  deadline: instant(both('Sampai kapan hub menjawab', 'Until when the hub may answer')),
});
const offerData = Type.Object({
  offerId: identifier(both('Tetap sama selama penawaran berlaku', 'The same while the offer lasts')),
  shipmentId: identifier(),
  carrier: partyCode(),
  status: oneOf(['open', 'countered', 'accepted', 'declined', 'expired', 'refused', 'withdrawn']),
  offeredAt: instant(),
  deadline: instant(both('Sampai kapan dapat dijawab', 'Until when it may be answered')),
  vehicles,
  rupiah: count(both('Menurut tarif pengangkut itu sendiri', 'By the carrier’s own registered price')),
  reason: Type.Optional(freeText()),
  counter: Type.Optional(counter),
  shipment: shipmentData,
});

export type OfferData = Static<typeof offerData>;

const { shipmentId } = shipmentExample;
const example: OfferData = {
  offerId: `${shipmentId}/2/brantas-logistik`,
  shipmentId,
  carrier: 'brantas-logistik',
  status: 'open',
  offeredAt: '2026-11-23T06:15:00+07:00',
  deadline: '2026-11-23T08:15:00+07:00',
  vehicles: [{ code: 'CDD', count: 1 }],
  rupiah: 4_740_000,
  shipment: { ...shipmentExample, status: 'offered', carrier: 'brantas-logistik' },
};

export const shipmentOffered = published(shipmentId, {
  type: 'lumbung.shipment.offered.v1',
  title: { id: 'Kiriman ditawarkan', en: 'Shipment offered' },
  description: {
    id: 'Penawaran kepada satu pengangkut dan setiap revisinya: offerId sama; jawab sebelum deadline',
    en: 'An offer to one carrier and each of its revisions: same offerId; answer before the deadline',
  },
  data: offerData,
  example,
});

export const shipmentCountered = published(shipmentId, {
  type: 'lumbung.shipment.countered.v1',
  title: { id: 'Usulan ganti dari pengangkut', en: 'Counter-offer' },
  description: {
    id: 'Pengangkut minta kendaraan atau tanggal lain; hub menjawab sebelum deadline usulan itu',
    en: 'A carrier asks for other vehicles or another date; the hub answers before that deadline',
  },
  data: offerData,
  example: {
    ...example,
    status: 'countered',
    counter: { pickupDate: '2026-11-25', deadline: '2026-11-23T08:00:00+07:00' },
  },
});

export const offerClosed = published(shipmentId, {
  type: 'lumbung.offer.closed.v1',
  title: { id: 'Penawaran berakhir', en: 'Offer closed' },
  description: {
    id: 'Penawaran tidak dapat dijawab lagi; status menyebut sebabnya',
    en: 'The offer can no longer be answered; its status says why',
  },
  data: offerData,
  example: { ...example, status: 'expired' },
});
