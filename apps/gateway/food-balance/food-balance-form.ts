import type { RegistryIndex } from '#access';
import type { BaseUnit } from '#domain';
import type { FoodBalance, FoodBalanceRow } from './food-balance.js';

/** The form that officers know: its columns and words in one language. */
export type FormLanguage = 'id' | 'en';

const words = {
  id: {
    title: 'Neraca pangan',
    date: 'Tanggal',
    commodity: 'Komoditas',
    region: 'Wilayah',
    unit: 'Satuan',
    need: 'Kebutuhan',
    available: 'Ketersediaan',
    balance: 'Neraca',
    price: 'Harga (Rp)',
    priceOf: 'Harga tercatat',
    remark: 'Keterangan',
    asOf: 'Keadaan',
    today: 'Hari ini',
    until: 'Sampai',
    rule: 'Jumlah sejak hari ini sampai akhir tanggal itu. Ketersediaan = stok + panen + kiriman tiba − kiriman keluar − lewat masa simpan, menurut rencana yang berlaku.',
    page: 'Halaman',
    empty: 'Tidak ada neraca untuk pilihan ini.',
  },
  en: {
    title: 'Food balance',
    date: 'Date',
    commodity: 'Commodity',
    region: 'Region',
    unit: 'Unit',
    need: 'Need',
    available: 'Availability',
    balance: 'Balance',
    price: 'Price (IDR)',
    priceOf: 'Price observed',
    remark: 'Remarks',
    asOf: 'As of',
    today: 'Today',
    until: 'Until',
    rule: 'Sums from today to the end of that date. Availability = stock + harvest + arrivals − departures − past best-before, by the plan in force.',
    page: 'Page',
    empty: 'There is no balance for this choice.',
  },
} as const;

const units: Record<BaseUnit, { base: number; id: string; en: string }> = {
  g: { base: 1_000, id: 'kg', en: 'kg' },
  ml: { base: 1_000, id: 'liter', en: 'litre' },
  piece: { base: 1, id: 'buah', en: 'pcs' },
};

/** A balance in words and whole units, for a sheet or a page. */
export class FoodBalanceForm {
  readonly words: (typeof words)[FormLanguage];

  constructor(
    readonly language: FormLanguage,
    private readonly index: RegistryIndex,
  ) {
    this.words = words[language];
  }

  /** One row for each commodity, region and day. */
  table({ items }: FoodBalance) {
    const w = this.words;
    const columns = [
      w.date,
      w.commodity,
      w.region,
      w.need,
      w.available,
      w.balance,
      w.unit,
      w.price,
      w.priceOf,
      w.remark,
    ];
    const rows = items.flatMap((row) =>
      row.days.map((day) => ({
        cells: {
          [w.date]: day.date,
          [w.commodity]: this.commodity(row.commodity),
          [w.region]: this.region(row.region),
          [w.need]: this.amount(row, day.need),
          [w.available]: this.amount(row, day.available),
          [w.balance]: this.amount(row, day.balance),
          [w.unit]: this.unit(row),
          [w.price]: row.price === null ? '' : row.price.amount,
          [w.priceOf]: this.priceOf(row),
          [w.remark]: row.remark[this.language],
        },
      })),
    );
    return { columns, rows };
  }

  /** In kilograms, litres or pieces. */
  amount({ unit }: FoodBalanceRow, quantity: number): number {
    return quantity / units[unit as BaseUnit].base;
  }

  unit({ unit, commodity }: FoodBalanceRow): string {
    const isLive = this.index.commodities.get(commodity)?.temperatureClass === 'live';
    if (isLive) return this.language === 'id' ? 'ekor' : 'head';
    return units[unit as BaseUnit][this.language];
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language === 'id' ? 'id-ID' : 'en-GB', {
      maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0,
    }).format(value);
  }

  moment(at: string): string {
    const format = new Intl.DateTimeFormat(this.language === 'id' ? 'id-ID' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Jakarta',
    });
    return `${format.format(new Date(at))} WIB`;
  }

  /** Who saw the price, where and when. */
  priceOf({ price }: FoodBalanceRow): string {
    if (price === null) return '';
    const place = this.index.places.get(price.market);
    const market = place ? this.name(place) : this.party(price.market);
    return `${market}, ${this.party(price.source)}, ${this.moment(price.observedAt)}`;
  }

  commodity(code: string): string {
    const known = this.index.commodities.get(code);
    return known ? this.name(known) : code;
  }

  region(code: string): string {
    return this.index.regions.get(code)?.name ?? code;
  }

  private party(code: string): string {
    const known = this.index.parties.get(code);
    return known ? this.name(known) : this.region(code);
  }

  private name({ nameId, nameEn }: { nameId: string; nameEn: string }): string {
    return this.language === 'id' ? nameId : nameEn;
  }
}
