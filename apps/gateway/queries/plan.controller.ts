import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RegistryCache } from '#access';
import type { BalanceData } from '#contracts';
import { Database } from '#database';
import type { Alert } from '#domain';
import { Listed } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { historyAt } from './history.js';
import { AlertsQuery, BalancesQuery, DemandsQuery, StockQuery } from './list-query.js';
import { readPage } from './paging.js';
import type { Listing } from './paging.js';
import { PastPlans } from './past-plans.js';
import { demandItem, stockItem } from './plan-items.js';
import type { DemandRow, StockRow } from './plan-items.js';
import { hubOr, Where } from './where.js';

const text = (sql: string) => ({ sql, type: 'text' as const });
const hubAndCommodity = [text('hub'), text('commodity')];

/** What the present plan says, and what it said: supply, need, and what is wrong with either. */
@ApiTags('Plan')
@Controller('v1')
@UseGuards(ReadGuard)
export class PlanController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
    @Inject(PastPlans) private readonly past: PastPlans,
  ) {}

  @Get('balances')
  @Listed('Balance', 'Neraca pangan per komoditas dan wilayah', 'Balances per commodity and region')
  async balances(@Query(queryPipe) query: BalancesQuery, @ReaderScope() scope: Scope) {
    const at = historyAt(query.asOf);
    if (at !== null) return this.past.balances(at, query, scope);
    const where = new Where().equals('hub', query.hub).equals('commodity', query.commodity);
    where.equals('region', query.region);
    const allowed = hubOr(scope, 'hub', [['region = ANY(?)', [...scope.regions]]]);
    if (allowed) where.any(allowed);
    return readPage(this.database.within(scope), balanceListing, where, query);
  }

  @Get('stock')
  @Listed('StockLine', 'Stok per lot', 'Stock by lot')
  async stock(@Query(queryPipe) query: StockQuery, @ReaderScope() scope: Scope) {
    const at = historyAt(query.asOf);
    if (at !== null) return this.past.stock(at, query, scope);
    const where = new Where().equals('hub', query.hub).equals('commodity', query.commodity);
    where.equals('region', query.region).equals('location', query.location);
    const allowed = hubOr(scope, 'hub', [
      ['region = ANY(?)', [...scope.officialRegions]],
      ['location = ANY(?)', [...scope.places]],
      ['source = ?', scope.party],
    ]);
    if (allowed) where.any(allowed);
    const listing: Listing<StockRow, unknown> = {
      name: 'stock',
      columns: 'hub, commodity, region, plan_number, line',
      from: 'reconciler.stock',
      order: [...hubAndCommodity, text('lot_id')],
      item: (row) => stockItem(row, this.unitOf(row.commodity), Date.now()),
    };
    return readPage(this.database.within(scope), listing, where, query);
  }

  @Get('demands')
  @Listed('DemandLine', 'Kebutuhan dan pemenuhannya', 'Demands and how far they are met')
  async demands(@Query(queryPipe) query: DemandsQuery, @ReaderScope() scope: Scope) {
    const at = historyAt(query.asOf);
    if (at !== null) return this.past.demands(at, query, scope);
    const where = new Where().equals('hub', query.hub).equals('commodity', query.commodity);
    where.equals('destination', query.destination);
    const allowed = hubOr(scope, 'hub', [
      ['destination = ANY(?)', [...scope.officialRegions]],
      ['party = ?', scope.party],
    ]);
    if (allowed) where.any(allowed);
    const listing: Listing<DemandRow, unknown> = {
      name: 'demands',
      columns: 'hub, commodity, plan_number, line',
      from: 'reconciler.demand',
      order: [...hubAndCommodity, text('demand_id')],
      item: (row) => demandItem(row, this.unitOf(row.commodity)),
    };
    return readPage(this.database.within(scope), listing, where, query);
  }

  @Get('alerts')
  @Listed(
    'Alert',
    'Peringatan; yang masih terbuka kecuali diminta lain',
    'Alerts; open ones unless asked otherwise',
  )
  async alerts(@Query(queryPipe) query: AlertsQuery, @ReaderScope() scope: Scope) {
    const where = new Where().equals('hub', query.hub).equals('commodity', query.commodity);
    const at = historyAt(query.asOf);
    if (at !== null) where.add('raised_at <= ? AND (cleared_at IS NULL OR cleared_at > ?)', at, at);
    else if ((query.state ?? 'open') === 'open') where.add('cleared_at IS NULL');
    else if (query.state === 'cleared') where.add('cleared_at IS NOT NULL');
    const allowed = hubOr(scope, 'hub', [['subject = ANY(?)', [...scope.regions, ...scope.places]]]);
    if (allowed) where.any(allowed);
    return readPage(this.database.within(scope), alertListing, where, query);
  }

  private unitOf(commodity: string): string {
    return this.registry.index.commodities.get(commodity)?.baseUnit ?? 'g';
  }
}

const balanceListing: Listing<{ data: BalanceData }, BalanceData> = {
  name: 'balances',
  columns: `event->'data' AS data`,
  from: 'reconciler.balance',
  order: [...hubAndCommodity, text('region')],
  item: (row) => row.data,
};

interface AlertRow {
  alert: Alert;
  raised_at: Date;
  cleared_at: Date | null;
}

const alertListing: Listing<AlertRow, unknown> = {
  name: 'alerts',
  columns: 'alert, raised_at, cleared_at',
  from: 'reconciler.alert',
  order: [{ sql: 'raised_at', type: 'timestamptz' }, text('alert_id')],
  descending: true,
  item: ({ alert, raised_at, cleared_at }) => ({
    ...alert,
    alertId: alert.id,
    raisedAt: raised_at.toISOString(),
    clearedAt: cleared_at?.toISOString() ?? null,
  }),
};
