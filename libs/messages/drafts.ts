import type { Element } from './elements.js';
import type { Intent } from './vocabulary.js';

/** A fact that is being put together: of each part what it may be. One: known; none: not said. */
export interface Draft {
  intents: Intent[];
  commodities: string[];
  /** Null: not said. Empty: said, and none that is known. */
  places: string[] | null;
  amounts: string[];
  unit: string | null;
}

export interface Drafts {
  drafts: Draft[];
  /** A quantity begins without anything that parts it from the one before, nor a name of its own. */
  isRunOn: boolean;
  /** One quantity has the names of two commodities. */
  isTorn: boolean;
}

interface Clause extends Draft {
  own: { intent: boolean; commodity: boolean; place: boolean };
  /** No break before it. */
  isJoined: boolean;
  isTorn: boolean;
}

/** Puts elements together to drafts: what was said once holds for what follows, until something else is said. */
export function draftsOf(elements: readonly Element[]): Drafts {
  const clauses: Clause[] = [];
  let clause = empty(null, false);
  const close = (isJoined: boolean): void => {
    if (clause.amounts.length > 0) clauses.push(clause);
    clause = empty(clause, isJoined && clause.amounts.length > 0);
  };
  elements.forEach((element, index) => {
    if (element.kind === 'break') {
      if (clause.amounts.length > 0) close(false);
      // A line of its own without a quantity is a heading; a comma after it changes nothing.
      return;
    }
    if (clause.amounts.length > 0 && beginsNext(element, clause, elements, index)) close(true);
    put(clause, element);
  });
  const isOpen = clause.own.intent || clause.own.commodity || clause.own.place || clause.unit !== null;
  if (clause.amounts.length > 0 || clauses.length === 0) clauses.push(clause);
  else if (isOpen) attachTail(clauses, clause);
  const isRunOn = clauses.some(
    ({ isJoined, own }) => isJoined && !own.commodity && !own.place && !own.intent,
  );
  return {
    drafts: clauses.map(({ own: _own, isJoined: _isJoined, isTorn: _isTorn, ...draft }) => draft),
    isRunOn,
    isTorn: clauses.some((each) => each.isTorn),
  };
}

function empty(before: Clause | null, isJoined: boolean): Clause {
  return {
    intents: before?.intents ?? [],
    commodities: before?.commodities ?? [],
    places: before?.places ?? null,
    amounts: [],
    unit: null,
    own: { intent: false, commodity: false, place: false },
    isJoined,
    isTorn: false,
  };
}

/** True when the element belongs to another quantity than the one that the clause has. */
function beginsNext(element: Element, clause: Clause, elements: readonly Element[], index: number): boolean {
  switch (element.kind) {
    case 'amount':
    case 'empty':
      return true;
    case 'intent':
      return clause.own.intent || isAmountAhead(elements, index);
    case 'commodity':
      return clause.own.commodity;
    case 'place':
      return clause.own.place;
    default:
      return false;
  }
}

function isAmountAhead(elements: readonly Element[], index: number): boolean {
  for (const { kind } of elements.slice(index + 1)) {
    if (kind === 'amount' || kind === 'empty') return true;
    if (kind === 'break' || kind === 'intent') return false;
  }
  return false;
}

function put(clause: Clause, element: Element): void {
  switch (element.kind) {
    case 'intent':
      clause.intents = clause.own.intent ? agreed(clause.intents, element.intents) : element.intents;
      clause.own.intent = true;
      return;
    case 'commodity':
      clause.isTorn ||=
        clause.own.commodity && !element.codes.some((code) => clause.commodities.includes(code));
      clause.commodities = clause.own.commodity ? agreed(clause.commodities, element.codes) : element.codes;
      clause.own.commodity = true;
      return;
    case 'place':
      clause.places = clause.own.place ? agreed(clause.places!, element.codes) : element.codes;
      clause.own.place = true;
      return;
    case 'amount':
      clause.amounts = element.readings;
      return;
    case 'empty':
      clause.amounts = ['0'];
      // What is used up is counted, whatever was said of other things before.
      if (!clause.own.intent) clause.intents = ['counted'];
      return;
    case 'unit':
      clause.unit ??= element.unit;
      return;
    default:
      return;
  }
}

/** Two words for one thing: what both can mean; where they contradict, both are open. */
function agreed<T>(a: T[], b: T[]): T[] {
  const both = a.filter((each) => b.includes(each));
  return both.length > 0 ? both : [...new Set([...a, ...b])];
}

// "telur 80 peti, stok": what comes after the last quantity belongs to it, where it says nothing itself.
function attachTail(clauses: Clause[], tail: Clause): void {
  const last = clauses.at(-1)!;
  if (tail.own.intent && !last.own.intent) last.intents = tail.intents;
  if (tail.own.commodity && !last.own.commodity) last.commodities = tail.commodities;
  if (tail.own.place && !last.own.place) last.places = tail.places;
  last.unit ??= tail.unit;
}
