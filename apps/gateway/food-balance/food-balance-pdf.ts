import { printPdf, type PdfFoot, type PdfLayout } from '../pdf/print-pdf.js';
import type { FoodBalance } from './food-balance.js';
import type { FoodBalanceForm } from './food-balance-form.js';

/** The form on A4 pages: today beside the last day. */
export function foodBalancePdf(balance: FoodBalance, form: FoodBalanceForm): Promise<Buffer> {
  return printPdf(layoutOf(balance, form), footOf(form));
}

function layoutOf(balance: FoodBalance, form: FoodBalanceForm): PdfLayout {
  const { words } = form;
  const last = balance.items[0]?.days.at(-1)?.date ?? '';
  const right = (text: string, more: object = {}) => ({ text, alignment: 'right' as const, ...more });
  const head = [
    [
      { text: words.commodity, rowSpan: 2, style: 'head' },
      { text: words.region, rowSpan: 2, style: 'head' },
      { text: words.unit, rowSpan: 2, style: 'head' },
      { text: words.today, colSpan: 3, style: 'head', alignment: 'center' as const },
      {},
      {},
      { text: `${words.until} ${last}`, colSpan: 3, style: 'head', alignment: 'center' as const },
      {},
      {},
      { text: words.price, rowSpan: 2, style: 'head' },
      { text: words.remark, rowSpan: 2, style: 'head' },
    ],
    [
      {},
      {},
      {},
      ...[0, 1].flatMap(() =>
        [words.need, words.available, words.balance].map((name) => right(name, { style: 'head' })),
      ),
      {},
      {},
    ],
  ];
  const body = balance.items.map((row) => [
    form.commodity(row.commodity),
    form.region(row.region),
    form.unit(row),
    ...[row.days[0]!, row.days.at(-1)!].flatMap((day) => [
      right(form.number(form.amount(row, day.need))),
      right(form.number(form.amount(row, day.available))),
      right(form.number(form.amount(row, day.balance)), day.balance < 0 ? { bold: true } : {}),
    ]),
    row.price === null
      ? '–'
      : { stack: [right(form.number(row.price.amount)), { text: form.priceOf(row), fontSize: 6 }] },
    row.remark[form.language],
  ]);
  return {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [28, 28, 28, 34],
    defaultStyle: { fontSize: 7.5 },
    info: { title: words.title, creationDate: new Date(balance.asOf) },
    styles: { head: { bold: true, fillColor: '#eef2ea' } },
    content: [
      { text: words.title, fontSize: 15, bold: true },
      { text: `${words.asOf}: ${form.moment(balance.asOf)}`, margin: [0, 2, 0, 2] },
      { text: words.rule, margin: [0, 0, 0, 8], color: '#444444' },
      balance.items.length === 0
        ? { text: words.empty }
        : {
            table: {
              headerRows: 2,
              dontBreakRows: true,
              widths: [66, 72, 26, 44, 48, 48, 44, 48, 48, 78, '*'],
              body: [...head, ...body],
            },
            layout: 'lightHorizontalLines',
          },
    ],
  };
}

function footOf({ words }: FoodBalanceForm): PdfFoot {
  const text = `Lumbung · ${words.title} · ${words.page} {page}/{pages}`;
  return { text, alignment: 'center', fontSize: 7, color: '#555555' };
}
