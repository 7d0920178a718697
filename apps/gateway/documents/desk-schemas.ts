import { planDifference } from './difference-schema.js';
import { date, instant, integer, listOf, object, oneOf, orNull, ref, string } from './shapes.js';

const unit = oneOf('g', 'ml', 'piece');
const head = object({
  planVersion: string,
  computedAt: instant,
  registryVersion: integer,
  facts: object({ partition: integer, nextOffset: integer }),
});

/** Answers for those who look after the data: the food balance, facts one by one, and two plans beside each other. */
export const deskAnswers = {
  FoodBalance: object({ asOf: instant, days: integer, items: listOf(ref('FoodBalanceRow')) }),
  FoodBalanceRow: object({
    hub: string,
    commodity: string,
    region: string,
    unit,
    onHand: integer,
    aged: { ...integer, description: 'Of `onHand`, not counted: old figures or goods past their date' },
    estimatedNeed: integer,
    days: listOf(
      object({
        date,
        need: { ...integer, description: 'From the first day to the end of this one' },
        available: { ...integer, description: 'At the end of this day, before need' },
        balance: integer,
        arriving: integer,
        leaving: integer,
        harvested: integer,
        expired: integer,
      }),
    ),
    price: orNull(
      object({
        amount: { ...integer, description: 'Whole rupiah for one `per`' },
        currency: oneOf('IDR'),
        per: oneOf('KGM', 'LTR', 'H87'),
        market: string,
        source: string,
        observedAt: instant,
        ageSeconds: integer,
      }),
    ),
    remark: ref('Bilingual'),
    planVersion: string,
    computedAt: instant,
  }),
  Fact: object({
    factId: { type: 'string', format: 'uuid' },
    eventId: string,
    source: string,
    type: string,
    hub: string,
    commodity: string,
    unit,
    occurredAt: instant,
    acceptedAt: instant,
    state: oneOf('stated', 'held', 'corrected'),
    'location?': string,
    'lot?': string,
    'demandId?': string,
    'destination?': string,
    'market?': string,
    'quantity?': { ...integer, description: 'Base units; of a movement what it adds' },
    'reason?': string,
    enteredBy: orNull(object({ id: string, name: orNull(string) })),
    correction: orNull(object({ source: string, at: instant, reason: orNull(string) })),
  }),
  PlanDifference: object({
    hub: string,
    commodity: string,
    unit,
    before: head,
    after: head,
    ...planDifference,
  }),
};
