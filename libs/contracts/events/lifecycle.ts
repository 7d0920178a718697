import { Type, type Static } from '@sinclair/typebox';
import { inbound } from '../define.js';
import { both } from '../language.js';
import { limits } from '../limits.js';
import { receiptReasons, varianceKinds } from '../receipt-reasons.js';
import {
  code,
  count,
  freeText,
  identifier,
  localDate,
  lotId,
  lotName,
  oneOf,
  partyCode,
  quantity,
  unit,
} from '../values.js';

/** What carriers and receivers say about a shipment. */

const loose = Type.Optional(
  count({
    maximum: limits.quantityMax,
    ...both('Sisa lepas di samping unit, dalam satuan dasar', 'Loose goods beside the units, in base units'),
  }),
);
const shipmentId = identifier(both('Pengenal kiriman', 'Shipment id'));
const vehicle = Type.Optional(code(both('Nomor polisi atau kode kendaraan', 'Plate or code of the vehicle')));
const lotOf = {
  lotId: Type.Optional(lotId()),
  lot: Type.Optional(lotName()),
  location: Type.Optional(code()),
};

const respondedData = Type.Object({
  shipmentId,
  response: oneOf(
    ['accepted', 'declined', 'countered'],
    both(
      'countered: minta kendaraan atau tanggal lain; hub yang memutuskan',
      'countered: asks for other vehicles or another date; the hub decides',
    ),
  ),
  reason: Type.Optional(freeText()),
  vehicle,
  vehicles: Type.Optional(
    Type.Array(Type.Object({ code: code(), count: count({ minimum: 1, maximum: 1_000 }) }), {
      minItems: 1,
      maxItems: 50,
      ...both('Usulan ganti: kendaraan yang dibawa', 'Of a counter-offer: the vehicles it would come with'),
    }),
  ),
  pickupDate: Type.Optional(
    localDate(both('Usulan ganti: tanggal muat', 'Of a counter-offer: the date on which it would load')),
  ),
});
const decidedData = Type.Object({
  shipmentId,
  about: oneOf(
    ['offer', 'counter'],
    both(
      'offer: boleh ditawarkan atau tidak; counter: usulan ganti pengangkut',
      'offer: whether it may be offered; counter: a carrier’s counter-offer',
    ),
  ),
  decision: oneOf(['approved', 'refused']),
  by: freeText({ maxLength: 200, ...both('Nama yang memutuskan', 'Name of who decided') }),
  carrier: Type.Optional(
    partyCode(both('Usulan siapa, bila ada beberapa', 'Whose counter-offer, where there are several')),
  ),
  reason: Type.Optional(freeText()),
});
const answeredData = Type.Object({
  shipmentId,
  changeId: Type.Optional(
    identifier(
      both('Usulan mana; tanpa ini yang sedang terbuka', 'Which proposal; the open one when absent'),
    ),
  ),
  answer: oneOf(['accepted', 'declined']),
  reason: Type.Optional(freeText()),
});
const dispatchedLine = Type.Object({
  ...lotOf,
  demandId: identifier(),
  commodity: code(),
  quantity: quantity(),
  unit: unit(),
  loose,
});
const dispatchedData = Type.Object({
  shipmentId,
  lines: Type.Optional(
    Type.Array(dispatchedLine, {
      minItems: 1,
      maxItems: limits.linesMax,
      ...both(
        'Yang benar-benar dimuat; tanpa baris berarti sesuai rencana',
        'What was really loaded; as planned when absent',
      ),
    }),
  ),
  vehicle,
  reason: Type.Optional(
    freeText(both('Mengapa dimuat lebih sedikit dari yang disanggupi', 'Why less was loaded than accepted')),
  ),
});
const locatedData = Type.Object({
  shipmentId,
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  temperatureCelsius: Type.Optional(Type.Number({ minimum: -60, maximum: 80 })),
});
const receivedVariance = Type.Object({
  kind: oneOf(
    varianceKinds,
    both(
      'short: tidak datang; damaged, refused, wrong: datang tetapi tidak diambil, menunggu keputusan',
      'short: did not come; damaged, refused, wrong: came and was not taken, waits for a decision',
    ),
  ),
  quantity: quantity(),
  unit: unit(),
  loose,
  reason: oneOf(receiptReasons),
  note: Type.Optional(freeText()),
});
const receivedLine = Type.Object({
  ...lotOf,
  commodity: code(),
  demandId: identifier(),
  quantity: quantity(both('Yang diterima baik', 'What was received in good order')),
  unit: unit(),
  loose,
  variances: Type.Optional(
    Type.Array(receivedVariance, {
      minItems: 1,
      maxItems: limits.variancesMax,
      ...both(
        'Selebihnya, menurut apa yang terjadi; yang tidak disebut dianggap tidak datang',
        'The rest, by what happened to it; what is not named did not come',
      ),
    }),
  ),
  photos: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), {
      maxItems: limits.linePhotosMax,
      ...both('Id foto yang sudah diunggah', 'Ids of photos that were uploaded'),
    }),
  ),
  varianceReason: Type.Optional(
    freeText(both('Mengapa berbeda dari yang dikirim', 'Why it differs from what was shipped')),
  ),
});
const receivedData = Type.Object({
  shipmentId,
  lines: Type.Optional(
    Type.Array(receivedLine, {
      minItems: 1,
      maxItems: limits.linesMax,
      ...both(
        'Yang benar-benar diterima; tanpa baris berarti semua seperti dikirim',
        'What really arrived; all as shipped when absent',
      ),
    }),
  ),
});
const disposedLine = Type.Object({
  ...lotOf,
  commodity: code(),
  demandId: identifier(),
  quantity: quantity(),
  unit: unit(),
  loose,
  to: oneOf(['stock', 'waste']),
  place: Type.Optional(
    code(
      both(
        'Tempat barang kembali; tanpa ini ke tempat asalnya',
        'Where it is again; where it came from when absent',
      ),
    ),
  ),
  note: Type.Optional(freeText()),
});
const disposedData = Type.Object({
  shipmentId,
  lines: Type.Array(disposedLine, { minItems: 1, maxItems: limits.linesMax }),
});
const cancelledData = Type.Object({ shipmentId, reason: freeText() });

export type ShipmentRespondedData = Static<typeof respondedData>;
export type ShipmentDecidedData = Static<typeof decidedData>;
export type ShipmentAnsweredData = Static<typeof answeredData>;
export type ShipmentDispatchedData = Static<typeof dispatchedData>;
export type ShipmentLocatedData = Static<typeof locatedData>;
export type ShipmentReceivedData = Static<typeof receivedData>;
export type ShipmentDisposedData = Static<typeof disposedData>;
export type ShipmentCancelledData = Static<typeof cancelledData>;

const example = '35.72-31-road.2026-11-24.ambient.1';

export const shipmentResponded = inbound('brantas-logistik', {
  type: 'lumbung.shipment.responded.v1',
  title: { id: 'Kiriman dijawab', en: 'Shipment responded' },
  description: {
    id: 'Pengangkut menerima atau menolak kiriman',
    en: 'A carrier accepts or declines a shipment',
  },
  data: respondedData,
  example: { shipmentId: example, response: 'accepted', vehicle: 'AG-8123-UK' },
});

export const shipmentDecided = inbound('btc', {
  type: 'lumbung.shipment.decided.v1',
  title: { id: 'Hub memutuskan', en: 'Shipment decided' },
  description: {
    id: 'Petugas hub menyetujui penawaran, atau menjawab usulan ganti pengangkut',
    en: 'An officer of the hub approves an offer, or answers a carrier’s counter-offer',
  },
  data: decidedData,
  example: { shipmentId: example, about: 'counter', decision: 'approved', by: 'Sri Wahyuni' },
});

export const shipmentAnswered = inbound('brantas-logistik', {
  type: 'lumbung.shipment.answered.v1',
  title: { id: 'Usulan perubahan dijawab', en: 'Change answered' },
  description: {
    id: 'Pengangkut menjawab usulan perubahan atas kiriman yang sudah disanggupinya',
    en: 'A carrier answers a proposal to change what it has accepted',
  },
  data: answeredData,
  example: { shipmentId: example, changeId: `${example}/5/change`, answer: 'accepted' },
});

export const shipmentDispatched = inbound('brantas-logistik', {
  type: 'lumbung.shipment.dispatched.v1',
  title: { id: 'Kiriman berangkat', en: 'Shipment dispatched' },
  description: {
    id: 'Barang meninggalkan lotnya pada waktu itu',
    en: 'The goods left their lots at that time',
  },
  data: dispatchedData,
  example: { shipmentId: example, vehicle: 'AG-8123-UK' },
});

export const shipmentLocated = inbound('brantas-logistik', {
  type: 'lumbung.shipment.located.v1',
  title: { id: 'Posisi kiriman', en: 'Shipment located' },
  description: { id: 'Posisi kiriman di jalan', en: 'Where the shipment is on its way' },
  data: locatedData,
  example: { shipmentId: example, latitude: -7.25, longitude: 111.12, temperatureCelsius: 24.5 },
});

export const shipmentReceived = inbound('food-station', {
  type: 'lumbung.shipment.received.v1',
  title: { id: 'Kiriman diterima', en: 'Shipment received' },
  description: {
    id: 'Jumlah yang benar-benar diterima di tujuan',
    en: 'What was really received at the destination',
  },
  data: receivedData,
  example: {
    shipmentId: example,
    lines: [
      {
        commodity: 'egg.chicken',
        demandId: 'food-station-telur-2026-w48',
        location: 'kandang-ponggok',
        quantity: '3970',
        unit: 'KGM',
        variances: [{ kind: 'damaged', quantity: 30, unit: 'KGM', reason: 'broken' }],
      },
    ],
  },
});

export const shipmentDisposed = inbound('btc', {
  type: 'lumbung.shipment.disposed.v1',
  title: { id: 'Barang diputuskan', en: 'Goods disposed of' },
  description: {
    id: 'Barang yang tidak diambil penerima kembali menjadi stok, atau dibuang',
    en: 'Goods that their receiver did not take go back into stock, or are waste',
  },
  data: disposedData,
  example: {
    shipmentId: example,
    lines: [
      {
        commodity: 'egg.chicken',
        demandId: 'food-station-telur-2026-w48',
        quantity: 2,
        unit: 'peti',
        to: 'waste',
      },
    ],
  },
});

export const shipmentCancelled = inbound('brantas-logistik', {
  type: 'lumbung.shipment.cancelled.v1',
  title: { id: 'Kiriman dibatalkan', en: 'Shipment cancelled' },
  description: {
    id: 'Kiriman tidak jadi berangkat; lotnya bebas lagi',
    en: 'The shipment does not leave; its lots are free again',
  },
  data: cancelledData,
  example: { shipmentId: example, reason: 'Kendaraan rusak' },
});
