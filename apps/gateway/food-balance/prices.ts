import type { RegistryIndex } from '#access';
import type { Sql } from '#database';
import type { BaseUnit, Commodity, PriceObserved } from '#domain';

/** The newest price of a commodity that somebody saw in a region. */
export interface Price {
  /** Whole rupiah for one `per`. */
  amount: number;
  currency: 'IDR';
  /** UN/ECE Rec 20: KGM, LTR or H87 (piece). */
  per: string;
  market: string;
  source: string;
  observedAt: string;
  ageSeconds: number;
}

const scales: Record<BaseUnit, { per: string; base: number }> = {
  g: { per: 'KGM', base: 1_000 },
  ml: { per: 'LTR', base: 1_000 },
  piece: { per: 'H87', base: 1 },
};

/** Facts tell a price for so many base units. */
const told = 1_000_000;

/** Prices older than this tell nothing of today. */
const daysMax = 60;

/** Of each market and source the newest price until an instant that nobody took back. */
export async function newestPrices(
  sql: Sql,
  index: RegistryIndex,
  at: Date,
  only: { hub?: string; commodity?: string },
) {
  const oldest = new Date(at.getTime() - daysMax * 86_400_000);
  const rows = await sql.query<{ fact: PriceObserved }>(
    `SELECT DISTINCT ON (hub, commodity, source, fact->>'market') fact FROM history.known AS k
     WHERE starts_with(subject, E'price\\n') AND hub = ANY($1) AND commodity = ANY($2)
       AND occurred_at BETWEEN $3 AND $4 AND accepted_at <= $4
       AND NOT EXISTS (SELECT FROM history.known AS c WHERE c.subject = E'corrects\\n' || k.fact_id)
     ORDER BY hub, commodity, source, fact->>'market', occurred_at DESC, event_id DESC`,
    [
      only.hub === undefined ? index.registry.hubs.map(({ code }) => code) : [only.hub],
      only.commodity === undefined ? [...index.commodities.keys()] : [only.commodity],
      oldest.toISOString(),
      at.toISOString(),
    ],
  );
  const newestFirst = rows.map(({ fact }) => fact).sort((a, b) => b.time - a.time);
  const regionsOf = ({ market }: PriceObserved): readonly string[] => {
    const place = index.places.get(market);
    return place ? [place.region] : (index.parties.get(market)?.regions ?? [market]);
  };
  return {
    of(hub: string, commodity: Commodity, region: string): Price | null {
      const fact = newestFirst.find(
        (one) => one.hub === hub && one.commodity === commodity.code && regionsOf(one).includes(region),
      );
      return fact === undefined ? null : priceOf(fact, commodity, at);
    },
  };
}

function priceOf(fact: PriceObserved, { baseUnit }: Commodity, at: Date): Price {
  const { per, base } = scales[baseUnit];
  return {
    amount: Number((BigInt(fact.price) * BigInt(base) + BigInt(told / 2)) / BigInt(told)),
    currency: 'IDR',
    per,
    market: fact.market,
    source: fact.source,
    observedAt: new Date(fact.time).toISOString(),
    ageSeconds: Math.max(0, Math.round((at.getTime() - fact.time) / 1_000)),
  };
}
