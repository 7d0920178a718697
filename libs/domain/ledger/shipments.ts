import { splitLotId } from './lot-id.js';
import type { PlaceBook } from './place-book.js';
import { sumBy } from '../quantity/sum-by.js';
import type { ShipmentRegained } from '../facts/fact.js';
import { ShipmentBook, type ShipmentFact } from './shipment-book.js';
import { compareText } from './timeline.js';

/** All shipments of one ledger, found by id and by the demands they serve. */
export class Shipments {
  private readonly books = new Map<string, ShipmentBook>();
  private readonly byDemand = new Map<string, Set<ShipmentBook>>();
  private readonly seen = new Map<string, number>();

  constructor(private readonly place: (location: string) => PlaceBook) {}

  add(fact: ShipmentFact | ShipmentRegained): void {
    if (fact.type === 'shipment.regained') {
      this.see(fact);
      return this.departures(fact, 'depart', -1);
    }
    const book = this.bookOf(fact);
    // What was seen stays seen, even when a person takes the fact back.
    this.see(fact);
    this.change(book, () => book.add(fact));
    if (fact.type === 'shipment.released') return;
    for (const line of fact.lines) {
      let served = this.byDemand.get(line.demandId);
      if (served === undefined) this.byDemand.set(line.demandId, (served = new Set()));
      served.add(book);
    }
  }

  remove(fact: ShipmentFact | ShipmentRegained): void {
    if (fact.type === 'shipment.regained') return this.departures(fact, 'undepart', -1);
    const book = this.bookOf(fact);
    this.change(book, () => book.remove(fact));
  }

  /** The dispatcher learns from this number that a plan knows its commitment. */
  see(fact: ShipmentFact | ShipmentRegained): void {
    this.seen.set(fact.lane, Math.max(this.seen.get(fact.lane) ?? 0, fact.commitment));
  }

  bookOf(fact: ShipmentFact): ShipmentBook {
    let book = this.books.get(fact.shipmentId);
    if (book === undefined) this.books.set(fact.shipmentId, (book = new ShipmentBook(fact.shipmentId)));
    return book;
  }

  /** By shipment id. */
  all(): ShipmentBook[] {
    return [...this.books.values()]
      .filter(({ stage }) => stage !== null)
      .sort((a, b) => compareText(a.shipmentId, b.shipmentId));
  }

  serving(demandId: string): ShipmentBook[] {
    return [...(this.byDemand.get(demandId) ?? [])].sort((a, b) => compareText(a.shipmentId, b.shipmentId));
  }

  commitmentsSeen(): Record<string, number> {
    return Object.fromEntries([...this.seen].sort(([a], [b]) => compareText(a, b)));
  }

  /** Keeps the places' departures equal to the departures in force. */
  private change(book: ShipmentBook, make: () => void): void {
    const before = book.departure;
    make();
    const after = book.departure;
    if (before === after) return;
    if (before !== undefined) this.departures(before, 'undepart');
    if (after !== undefined) this.departures(after, 'depart');
  }

  /** What comes back is a departure the other way: a count after it knows of it, one before does not. */
  private departures(
    fact: NonNullable<ShipmentBook['departure']> | ShipmentRegained,
    change: 'depart' | 'undepart',
    sign: 1 | -1 = 1,
  ): void {
    for (const [lotId, quantity] of sumBy(fact.lines, (line) => line.lotId)) {
      const { location, lot } = splitLotId(lotId);
      const departure = { id: fact.id, time: fact.time, eventId: fact.eventId, quantity: sign * quantity };
      this.place(location)[change](lot, departure);
    }
  }
}
