import type { Content, TableCell } from 'pdfmake';
import type { PdfFoot, PdfLayout } from '../pdf/print-pdf.js';
import type { PaperContent, PaperLine, PaperSignature } from './paper-content.js';
import { dateText, handlingText, instantText, quantityText, temperatures, titles } from './paper-words.js';

export interface Paper {
  number: string;
  hash: string;
  content: PaperContent;
  /** What the code leads to. */
  proofUrl: string;
}

const small = { fontSize: 9, color: '#444444' };
/** A paper on A4, black on white, Bahasa Indonesia first. The same paper gives the same layout. */
export function layoutOf(paper: Paper): PdfLayout {
  const { content, number } = paper;
  const title = titles[content.kind];
  return {
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 56],
    defaultStyle: { font: 'Roboto', fontSize: 10, color: '#000000' },
    language: 'id-ID',
    info: {
      title: `${title.id} ${number}`,
      author: content.hub.name,
      creator: 'Lumbung',
      producer: 'Lumbung',
      // The instant of issue, so that a paper has the same bytes whenever it is asked for.
      creationDate: new Date(content.issuedAt),
      modDate: new Date(content.issuedAt),
    },
    content: [...headOf(paper), ...bodyOf(content), ...signaturesOf(content)],
  };
}

export function footOf({ number, hash }: Paper): PdfFoot {
  return {
    margin: [40, 8, 40, 0],
    columns: [
      { text: `${number} · sidik isi / content hash ${hash.slice(0, 16)}`, ...small },
      { text: 'Halaman / page {page} dari / of {pages}', alignment: 'right', width: 'auto', ...small },
    ],
  };
}

function headOf({ content, number, proofUrl, hash }: Paper): Content[] {
  const title = titles[content.kind];
  const { zone } = content;
  const vehicles = content.vehicles.map(({ name, count }) => `${count} × ${name}`).join(', ');
  const pairs: [string, string, string][] = [
    ['Pengirim', 'Sender', `${content.hub.name} (${content.hub.code.toUpperCase()})`],
    ['Asal – tujuan', 'From – to', `${content.origin.name} – ${content.destination.name}`],
    ['Pengangkut', 'Carrier', content.carrier?.name ?? '–'],
    ['Kendaraan', 'Vehicle', [vehicles, content.plate].filter(Boolean).join(' · ') || '–'],
    ['Pengemudi', 'Driver', content.driver ?? '……………………………'],
    ['Muat', 'Pickup', dateText(content.pickupDate)],
    ['Tiba paling lambat', 'Arrival by', dateText(content.arrivalBy)],
    ['Suhu', 'Temperature', temperatures[content.temperatureClass] ?? content.temperatureClass],
    ['Kiriman', 'Shipment', `${content.shipmentId}, revisi ${content.revision}`],
    ['Diterbitkan', 'Issued', instantText(content.issuedAt, zone)],
    ...(content.replaces === null
      ? []
      : [['Mengganti', 'Replaces', content.replaces] as [string, string, string]]),
  ];
  return [
    {
      columns: [
        [
          { text: title.id.toUpperCase(), fontSize: 17, bold: true },
          { text: title.en, ...small },
          { text: number, fontSize: 13, bold: true, margin: [0, 4, 0, 8] },
          {
            layout: 'noBorders',
            table: {
              widths: [104, '*'],
              body: pairs.map(([id, en, value]): TableCell[] => [
                { stack: [{ text: id }, { text: en, ...small }] },
                { text: value, bold: true },
              ]),
            },
          },
        ],
        {
          width: 150,
          stack: [
            { qr: proofUrl, fit: 140, eccLevel: 'M', alignment: 'right' },
            {
              text: 'Pindai untuk memeriksa keaslian dan keadaan terbaru.',
              fontSize: 9,
              alignment: 'right',
              margin: [0, 6, 0, 0],
            },
            { text: 'Scan to check authenticity and present state.', alignment: 'right', ...small },
            { text: `SHA-256\n${groups(hash)}`, alignment: 'right', margin: [0, 6, 0, 0], ...small },
          ],
        },
      ],
      columnGap: 12,
      margin: [0, 0, 0, 10],
    },
  ];
}

function groups(hash: string): string {
  return hash
    .replace(/(.{8})/g, '$1 ')
    .replace(/((?:\S+ ){2})/g, '$1\n')
    .trim();
}

function bodyOf(content: PaperContent): Content[] {
  if (content.loads === undefined) return [tableOf(content, content.lines), totalsOf(content.lines)];
  return content.loads.flatMap(({ vehicle, parts }, n): Content[] => {
    const lines = parts.map(({ line, quantity }) => ({ ...content.lines[line]!, quantity }));
    const name = content.vehicles.find(({ code }) => code === vehicle)?.name ?? vehicle;
    return [
      {
        text: `Kendaraan ${n + 1} dari ${content.loads!.length}: ${name}`,
        bold: true,
        fontSize: 12,
        margin: [0, 4, 0, 4],
        ...(n > 0 ? { pageBreak: 'before' as const } : {}),
      },
      tableOf(content, lines),
      totalsOf(lines),
    ];
  });
}

const heading = (id: string, en: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  stack: [
    { text: id, bold: true },
    { text: en, ...small },
  ],
  alignment,
  fillColor: '#eeeeee',
});
const right = (text: string, more: object = {}): TableCell => ({ text, alignment: 'right', ...more });

/** Its header comes again on each page, and a line is never cut in two. */
function tableOf({ kind }: PaperContent, lines: readonly PaperLine[]): Content {
  const isReceipt = kind === 'BAST';
  const isLoading = kind === 'DM';
  const headings = [
    heading('No.', 'No.', 'right'),
    heading('Barang', 'Goods'),
    heading('Lot · tempat', 'Lot · place'),
    heading('Baik s.d.', 'Best before'),
    heading('Jumlah', 'Quantity', 'right'),
    isReceipt ? heading('Diterima', 'Received', 'right') : heading('Kemasan', 'Packing', 'right'),
    ...(isLoading ? [heading('Dimuat', 'Loaded')] : []),
    ...(isReceipt ? [heading('Keterangan', 'Remark')] : []),
  ];
  const rows = lines.map((line, n): TableCell[] => [
    right(String(n + 1)),
    { stack: [{ text: line.nameId }, { text: line.nameEn, ...small }] },
    { stack: [{ text: line.lot }, { text: line.place.name, ...small }] },
    { text: line.bestBefore === null ? '–' : dateText(line.bestBefore) },
    right(quantityText(line.quantity, line.unit), { bold: true }),
    isReceipt
      ? right(line.received === undefined ? '……………' : quantityText(line.received, line.unit), { bold: true })
      : right(handlingText(line.quantity, line)),
    ...(isLoading ? [{ text: '' }] : []),
    ...(isReceipt ? [{ text: remarkOf(line) }] : []),
  ]);
  return {
    layout: 'grid',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: isReceipt
        ? [20, '*', 92, 62, 62, 62, 84]
        : isLoading
          ? [20, '*', 100, 66, 66, 76, 46]
          : [20, '*', 120, 76, 72, 88],
      body: [headings, ...rows],
    },
  };
}

function remarkOf({ received, quantity, unit, varianceReason }: PaperLine): string {
  if (received === undefined) return '';
  const difference = received - quantity;
  if (difference === 0) return 'Sesuai';
  const word = difference < 0 ? 'Kurang' : 'Lebih';
  const reason =
    varianceReason === undefined || varianceReason === 'unspecified' ? '' : `: ${varianceReason}`;
  return `${word} ${quantityText(Math.abs(difference), unit)}${reason}`;
}

function totalsOf(lines: readonly PaperLine[]): Content {
  const sums = new Map<string, number>();
  for (const { unit, quantity } of lines) sums.set(unit, (sums.get(unit) ?? 0) + quantity);
  const text = [...sums].map(([unit, sum]) => quantityText(sum, unit)).join(' + ');
  return { text: `Jumlah seluruhnya / total: ${text || '0'}`, bold: true, margin: [0, 6, 0, 0] };
}

function signaturesOf(content: PaperContent): Content[] {
  const boxes: [string, string, PaperSignature | undefined][] =
    content.kind === 'BAST'
      ? [
          ['Yang menyerahkan', 'Giver', content.signatures?.find(({ role }) => role === 'giver')],
          ['Yang menerima', 'Receiver', content.signatures?.find(({ role }) => role === 'receiver')],
        ]
      : [
          ['Pengirim', 'Sender', undefined],
          ['Pengemudi', 'Driver', undefined],
          ['Penerima', 'Receiver', undefined],
        ];
  const opening =
    content.kind === 'BAST'
      ? 'Barang di atas telah diserahkan dan diterima dengan jumlah dan keadaan seperti tertulis. / The goods above were handed over and received as written.'
      : '';
  return [
    {
      unbreakable: true,
      margin: [0, 14, 0, 0],
      stack: [
        ...(opening ? [{ text: opening, margin: [0, 0, 0, 8] as [number, number, number, number] }] : []),
        {
          layout: 'grid',
          table: {
            widths: boxes.map(() => '*'),
            body: [boxes.map(([id, en, signature]) => boxOf(id, en, signature, content))],
          },
        },
        ...(content.statement === undefined
          ? []
          : [
              {
                text: `Sidik yang ditandatangani / hash of what was signed: ${content.statement}`,
                margin: [0, 4, 0, 0] as [number, number, number, number],
                ...small,
              },
            ]),
      ],
    },
  ];
}

function boxOf(
  id: string,
  en: string,
  signature: PaperSignature | undefined,
  { zone }: PaperContent,
): TableCell {
  const head: Content = {
    text: [
      { text: id, bold: true },
      { text: ` / ${en}`, ...small },
    ],
  };
  if (!signature)
    return { stack: [head, { text: '\n\n\n' }, { text: 'Nama, tanggal / name, date:', ...small }] };
  const drawn = `<svg viewBox="0 0 600 200"><path d="${signature.strokes}" fill="none" stroke="black" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return {
    stack: [
      head,
      { svg: drawn, fit: [200, 62], margin: [0, 4, 0, 4] },
      { text: signature.name, bold: true },
      { text: signature.party.name },
      { text: instantText(signature.signedAt, zone), ...small },
    ],
  };
}
