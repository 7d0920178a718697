import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { allDefinitions, asyncApiDocument, schemaDocuments, schemaPath } from '#contracts';
import { Problem } from '../http/problem.js';
import type { GatewaySettings } from '../settings.js';
import { SETTINGS } from '../tokens.js';

const schemaType = 'application/schema+json; charset=utf-8';
const anHour = 'public, max-age=3600';

/** The contract as documents: schemas of every event, and AsyncAPI. */
@ApiExcludeController()
@Controller()
export class DocumentsController {
  constructor(@Inject(SETTINGS) private readonly settings: GatewaySettings) {}

  @Get('asyncapi.json')
  @Header('cache-control', anHour)
  asyncApi(@Req() request: FastifyRequest) {
    // Brokers' inner addresses are nobody's business; partners learn theirs with their access.
    const serverHost = `${request.hostname}:9092`;
    return asyncApiDocument({ version: this.settings.version, serverHost });
  }

  @Get('schemas')
  @Header('cache-control', anHour)
  index() {
    const items = allDefinitions.map((definition) => ({
      type: definition.type,
      direction: definition.direction,
      title: definition.title,
      description: definition.description,
      schema: schemaPath(definition),
    }));
    return { items, envelope: '/schemas/cloudevent.json', next: null };
  }

  @Get('schemas/:name')
  @Header('content-type', schemaType)
  @Header('cache-control', anHour)
  schema(@Param('name') name: string) {
    return this.document(`/schemas/${name}`);
  }

  @Get('schemas/facts/:name')
  @Header('content-type', schemaType)
  @Header('cache-control', anHour)
  factSchema(@Param('name') name: string) {
    return this.document(`/schemas/facts/${name}`);
  }

  private document(path: string): object {
    const document = schemaDocuments.get(path);
    if (!document) throw new Problem('NOT_FOUND');
    return document;
  }
}
