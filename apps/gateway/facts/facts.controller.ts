import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { CurrentParty, People, RegistryCache } from '#access';
import type { Principal } from '#access';
import { Database } from '#database';
import type { Fact } from '#domain';
import { Listed } from '../documents/describe.js';
import { identifier } from '../http/patterns.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { historyAt } from '../queries/history.js';
import { HubCommodityQuery } from '../queries/list-query.js';
import { readPage } from '../queries/paging.js';
import type { Listing } from '../queries/paging.js';
import { hubOr, Where } from '../queries/where.js';
import { OwnScope, ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';

class FactsQuery extends HubCommodityQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'One fact' })
  @IsOptional()
  @IsUUID()
  factId?: string;

  @ApiPropertyOptional({ enum: ['held'], description: 'Those that wait for a person' })
  @IsOptional()
  @IsIn(['held'])
  state?: 'held';

  @ApiPropertyOptional({ description: 'Code of a place; with hub and commodity' })
  @IsOptional()
  @Matches(identifier)
  location?: string;

  @ApiPropertyOptional({ description: 'Of `party`; with hub and commodity' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  @Matches(/^[^\0\n]*$/)
  demandId?: string;

  @ApiPropertyOptional({ description: 'Code of the party that said it' })
  @IsOptional()
  @Matches(identifier)
  party?: string;
}

/** What was said, by whom and when: the facts behind every figure. */
@ApiTags('Data quality')
@Controller('v1/facts')
@UseGuards(ReadGuard)
export class FactsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(People) private readonly people: People,
  ) {}

  @Get()
  @Listed(
    'Fact',
    'Laporan yang diterima tentang satu tempat atau kebutuhan, atau yang ditahan; terbaru dahulu',
    'Accepted facts about one place or demand, or those that are held; newest first',
  )
  async list(
    @Query(queryPipe) query: FactsQuery,
    @ReaderScope() scope: Scope,
    @OwnScope() own: Scope,
    @CurrentParty() reader: Principal | undefined,
  ) {
    const where = new Where().add('k.commodity IS NOT NULL').equals('k.hub', query.hub);
    where.equals('k.commodity', query.commodity).equals('k.source', query.party);
    narrow(where, query);
    const at = historyAt(query.asOf);
    if (at !== null) where.add('k.accepted_at <= ?', at.toISOString());
    // As the service: a fact has no policy of its own, and who may see it depends on what it says.
    const allowed = hubOr(scope, 'k.hub', [
      ['k.source = ?', scope.party],
      [`k.fact->>'location' = ANY(?)`, this.placesOf(scope)],
      [`k.fact->>'destination' = ANY(?)`, [...scope.officialRegions]],
    ]);
    if (allowed) where.any(allowed);
    const isSomebody = own.party !== null;
    const listing: Listing<FactRow, FactItem> = {
      name: 'facts',
      columns: 'k.fact, k.accepted_at, a.alert_id IS NOT NULL AS held, c.fact AS correction',
      from: `history.known AS k
        LEFT JOIN LATERAL (SELECT fact FROM history.known WHERE subject = E'corrects\\n' || k.fact_id
          ORDER BY occurred_at LIMIT 1) AS c ON true
        LEFT JOIN reconciler.alert AS a ON a.code = 'HELD_FACT' AND a.cleared_at IS NULL
          AND a.alert_id = 'HELD_FACT/' || k.hub || '/' || k.commodity || '/' || k.fact_id`,
      order: [
        { sql: 'k.occurred_at', type: 'timestamptz' },
        { sql: 'k.fact_id::text', type: 'text' },
      ],
      descending: true,
      item: (row) => this.itemOf(row, isSomebody),
    };
    const page = await readPage(this.database, listing, where, query);
    return { ...page, items: await this.named(page.items, reader) };
  }

  /** Who entered a fact has a name for those who look after people, and is an id for everybody else. */
  private async named(items: FactItem[], reader: Principal | undefined): Promise<FactItem[]> {
    const ids = [...new Set(items.flatMap(({ enteredBy }) => (enteredBy ? [enteredBy.id] : [])))];
    if (!reader?.permissions.has('people:write') || ids.length === 0) return items;
    const rows = await this.database.query<{ id: string; name: string | null }>(
      'SELECT id::text AS id, name FROM people.person WHERE id::text = ANY($1) AND party = ANY($2)',
      [ids, this.people.managedBy(reader)],
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return items.map((item) => {
      const id = item.enteredBy?.id;
      return id === undefined ? item : { ...item, enteredBy: { id, name: names.get(id) ?? null } };
    });
  }

  private placesOf({ places, officialRegions }: Scope): string[] {
    const official = this.registry.registry.places.filter(({ region }) => officialRegions.has(region));
    return [...new Set([...places, ...officialRegions, ...official.map(({ code }) => code)])];
  }

  private itemOf({ fact, accepted_at, held, correction }: FactRow, isSomebody: boolean): FactItem {
    const { id, eventId, source, type, hub, commodity, time } = fact;
    return {
      factId: id,
      eventId,
      source,
      type,
      hub,
      commodity,
      unit: this.registry.index.commodities.get(commodity)?.baseUnit ?? 'g',
      occurredAt: new Date(time).toISOString(),
      acceptedAt: accepted_at.toISOString(),
      state: correction !== null ? 'corrected' : held ? 'held' : 'stated',
      ...saidBy(fact),
      enteredBy: isSomebody && fact.enteredBy !== undefined ? { id: fact.enteredBy, name: null } : null,
      correction: correction && {
        source: correction.source,
        at: new Date(correction.time).toISOString(),
        // Free text is for people who are known.
        reason: isSomebody && correction.type === 'fact.corrected' ? correction.reason : null,
      },
    };
  }
}

interface FactItem {
  enteredBy: { id: string; name: string | null } | null;
  [member: string]: unknown;
}

interface FactRow {
  fact: Fact;
  accepted_at: Date;
  held: boolean;
  correction: Fact | null;
}

/** A question has to name something that an index knows: a ledger may have millions of facts. */
function narrow(
  where: Where,
  { factId, state, location, demandId, party, hub, commodity }: FactsQuery,
): void {
  if (factId !== undefined) where.add('k.fact_id = ?', factId);
  if (state === 'held')
    where.add(
      `k.fact_id IN (SELECT subject::uuid FROM reconciler.alert WHERE code = 'HELD_FACT' AND cleared_at IS NULL)`,
    );
  const isOfLedger = hub !== undefined && commodity !== undefined;
  if (location !== undefined && isOfLedger) where.add(`k.fact->>'location' = ?`, location);
  if (demandId !== undefined && party !== undefined && isOfLedger)
    where.add('k.subject = ?', ['demand', hub, commodity, party, demandId].join('\n'));
  const isNarrow =
    factId !== undefined ||
    state !== undefined ||
    (isOfLedger && (location !== undefined || (demandId !== undefined && party !== undefined)));
  if (isNarrow) return;
  const text = {
    id: 'Sebutkan factId, state=held, atau hub dan commodity dengan location, atau dengan demandId dan party.',
    en: 'Name factId, state=held, or hub and commodity with location, or with demandId and party.',
  };
  throw new Problem('BAD_QUERY', { errors: [{ path: '', code: 'MISSING', text }] });
}

function saidBy(fact: Fact): object {
  switch (fact.type) {
    case 'stock.counted':
      return { location: fact.location, lot: fact.lot, quantity: fact.quantity };
    case 'stock.moved':
      return { location: fact.location, lot: fact.lot, quantity: fact.delta, reason: fact.reason };
    case 'harvest.forecast':
      return { location: fact.location, quantity: fact.quantity };
    case 'demand.declared':
      return { demandId: fact.demandId, destination: fact.destination, quantity: fact.quantity };
    case 'demand.withdrawn':
      return { demandId: fact.demandId };
    case 'price.observed':
      return { market: fact.market };
    default:
      return {};
  }
}
