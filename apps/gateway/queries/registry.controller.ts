import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RegistryCache } from '#access';
import { Database, loadRegistry } from '#database';
import type { Registry } from '#domain';
import { Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { queryPipe } from '../http/validation.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import type { GatewaySettings } from '../settings.js';
import { SETTINGS } from '../tokens.js';
import { historyAt } from './history.js';
import { HubRegistryQuery, RegistryQuery } from './list-query.js';
import { pageOf } from './paging.js';

/** What the system knows of the world: parties, places, commodities and their units, lanes, agreements. */
@ApiTags('Registry')
@Controller('v1')
@UseGuards(ReadGuard)
export class RegistryController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RegistryCache) private readonly cache: RegistryCache,
    @Inject(SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Get('agreements')
  @Listed('Agreement', 'Perjanjian antara pusat dagang dan kota', 'Agreements between hub and cities')
  async agreements(@Query(queryPipe) query: HubRegistryQuery, @ReaderScope() scope: Scope) {
    const { agreements } = await this.registryAt(query.asOf);
    const seen = agreements.filter(
      ({ hub, region }) =>
        inHub(query, hub) && (scope.everything || scope.hubs.has(hub) || scope.regions.has(region)),
    );
    return pageOf('agreements', seen, ({ id }) => id, query);
  }

  @Get('parties')
  @Listed('Party', 'Pihak yang berbicara atau mendengar', 'Parties that speak or listen')
  async parties(@Query(queryPipe) query: RegistryQuery) {
    return pageOf('parties', (await this.registryAt(query.asOf)).parties, ({ code }) => code, query);
  }

  @Get('places')
  @Listed('Place', 'Tempat terdaftar', 'Registered places')
  async places(@Query(queryPipe) query: HubRegistryQuery, @ReaderScope() scope: Scope) {
    const { places } = await this.registryAt(query.asOf);
    const listed = places
      .filter(({ hub }) => inHub(query, hub))
      .map((place) => {
        const own =
          scope.places.has(place.code) ||
          scope.officialRegions.has(place.region) ||
          scope.hubs.has(place.hub);
        // How much a place can hold is its owner's business.
        return scope.everything || own ? place : { ...place, capacity: {} };
      });
    return pageOf('places', listed, ({ code }) => code, query);
  }

  @Get('commodities')
  @Listed('Commodity', 'Komoditas dan satuannya', 'Commodities and their units')
  async commodities(@Query(queryPipe) query: RegistryQuery) {
    return pageOf('commodities', (await this.registryAt(query.asOf)).commodities, ({ code }) => code, query);
  }

  @Get('regions')
  @Listed('Region', 'Wilayah (kode Kemendagri)', 'Regions (Kemendagri codes)')
  async regions(@Query(queryPipe) query: RegistryQuery) {
    return pageOf('regions', (await this.registryAt(query.asOf)).regions, ({ code }) => code, query);
  }

  @Get('lanes')
  @Listed('Lane', 'Jalur pengiriman', 'Lanes')
  async lanes(@Query(queryPipe) query: HubRegistryQuery) {
    const { lanes } = await this.registryAt(query.asOf);
    return pageOf(
      'lanes',
      lanes.filter(({ hub }) => inHub(query, hub)),
      ({ id }) => id,
      query,
    );
  }

  @Get('vehicles')
  @Listed('Vehicle', 'Jenis kendaraan', 'Kinds of vehicles')
  async vehicles(@Query(queryPipe) query: RegistryQuery) {
    return pageOf('vehicles', (await this.registryAt(query.asOf)).vehicles, ({ code }) => code, query);
  }

  @Get('meta')
  @Found('Meta', 'Tentang pemasangan ini', 'About this installation', ['STARTING'])
  meta() {
    const hub = this.cache.registry.hubs[0];
    if (!hub) throw new Problem('STARTING', { headers: { 'retry-after': '2' } });
    return {
      hub,
      version: this.settings.version,
      time: new Date().toISOString(),
      simulator: this.settings.simulator === 'on',
      registryVersion: this.cache.registry.version,
      readAccess: this.settings.readAccess,
    };
  }

  private async registryAt(asOf: string | undefined): Promise<Registry> {
    const at = historyAt(asOf);
    if (at === null) return this.cache.registry;
    const [row] = await this.database.query<{ version: string }>(
      'SELECT coalesce(max(version), 0) AS version FROM registry.change WHERE recorded_at <= $1',
      [at.toISOString()],
    );
    return loadRegistry(this.database, Number(row!.version));
  }
}

function inHub(query: HubRegistryQuery, hub: string): boolean {
  return query.hub === undefined || query.hub === hub;
}
