import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { eventSchemas, inboundTypes } from '#contracts';
import { answerSchemas } from './schemas.js';

const intro = [
  'Pasokan satu pusat dagang dan kebutuhan kota mitranya, selaras waktu nyata.',
  'Supply of a trade hub and demand of its partner cities, in step in real time.',
  '',
  'Jumlah dalam jawaban adalah bilangan bulat dalam satuan dasar (g, ml, piece). /',
  'Quantities in answers are integers in base units (g, ml, piece).',
].join('\n');

/** The OpenAPI 3.1 document of everything that the gateway answers. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Lumbung')
    .setDescription(intro)
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'lk_<keyId>_<secret>',
      description: 'API key',
    })
    .addCookieAuth('__Host-lumbung', {
      type: 'apiKey',
      description:
        'A session (plain `lumbung` without https); what changes something sends X-Lumbung-Request: 1',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...answerSchemas() } as never,
  };
  describeEventBody(document);
  return document;
}

// Nest's decorators know one media type per body; events come in three.
function describeEventBody(document: OpenAPIObject): void {
  const operation = document.paths['/v1/events']!.post!;
  const schema = { $ref: '#/components/schemas/InboundEvent' };
  const batch = { type: 'array', minItems: 1, maxItems: 1_000, items: schema };
  const examples = Object.fromEntries(
    inboundTypes.map((type) => [
      type,
      { value: (eventSchemas.get(type) as { examples?: unknown[] }).examples?.[0] },
    ]),
  );
  operation.requestBody = {
    required: true,
    content: {
      'application/cloudevents+json': { schema, examples },
      'application/cloudevents-batch+json': { schema: batch },
      'application/json': {
        schema: { anyOf: [schema, batch, { type: 'object', description: 'Data, with ce-* headers' }] },
      },
    },
  } as never;
}
