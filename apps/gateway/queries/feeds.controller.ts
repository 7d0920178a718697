import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RegistryCache } from '#access';
import { Database } from '#database';
import { Listed } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { readFeeds } from './feeds.js';
import { FeedsQuery } from './list-query.js';
import { pageOf } from './paging.js';

/** How fresh each party's data is. */
@ApiTags('Data quality')
@Controller('v1/feeds')
@UseGuards(ReadGuard)
export class FeedsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
  ) {}

  @Get()
  @Listed('Feed', 'Kesegaran umpan data tiap pihak', 'Freshness of each party’s feed')
  async list(@Query(queryPipe) query: FeedsQuery, @ReaderScope() scope: Scope) {
    const feeds = await readFeeds(this.database.within(scope), this.registry.index, Date.now());
    const seen = feeds.filter(
      (feed) =>
        (query.state === undefined || feed.state === query.state) &&
        (scope.everything || scope.hubs.size > 0 || feed.party === scope.party),
    );
    return pageOf('feeds', seen, (feed) => feed.party, query);
  }
}
