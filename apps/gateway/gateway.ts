import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { Gauge } from 'prom-client';
import { Authenticator, registryCache } from '#access';
import { startAccess } from './people/start-access.js';
import { MappingSandbox } from '#connectors';
import { Database } from '#database';
import { createProducer, loginOf, speakAs } from '#kafka';
import { nestLogger, portOf, Vitals } from '#runtime';
import type { Log } from '#runtime';
import { openApiDocument } from './documents/openapi.js';
import { EventDoor } from './events/event-door.js';
import { GatewayModule } from './gateway.module.js';
import type { GatewayParts } from './gateway.module.js';
import { serveDashboard } from './http/dashboard.js';
import { measureHttp } from './http/http-metrics.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RouteTable } from './http/route-table.js';
import { addSecurityHeaders } from './http/security.js';
import { createServer } from './http/server.js';
import { KafkaUsers } from './keys/kafka-users.js';
import { LiveService } from './live/live-service.js';
import { Messages } from './messages/messages.js';
import type { GatewaySettings } from './settings.js';

export interface RunningGateway {
  port: number;
  app: NestFastifyApplication;
  live: LiveService;
  stop(): Promise<void>;
}

/** Starts the only HTTP door. Resolves when it answers and its live feed has caught up with Kafka. */
export async function startGateway(settings: GatewaySettings, log: Log): Promise<RunningGateway> {
  speakAs(loginOf(settings));
  const database = await Database.connect({
    url: settings.databaseUrl,
    name: 'gateway',
    as: 'service',
    statementTimeoutMs: 10_000,
  });
  const registry = await registryCache(database, {
    onError: (err) => log.warn({ err }, 'the registry will be read again'),
  });
  const producer = createProducer({ brokers: settings.brokers, clientId: 'lumbung-gateway', log });
  const index = () => registry.index;
  const authenticator = new Authenticator({
    sql: database,
    directory: registry,
    failuresPerMinute: settings.failedKeysPerMinute,
  });
  const { stop: stopAccess, ...access } = startAccess({ settings, log, database, registry, authenticator });
  const apart = {
    settings,
    log,
    database,
    registry,
    vitals: new Vitals('gateway'),
    authenticator,
    access,
    kafkaUsers: new KafkaUsers(database, registry, settings, log),
    door: new EventDoor({
      sql: database,
      producer,
      index,
      log,
      waitingBytesMax: 64 * 1024 * 1024,
      brokerTimeoutMs: 10_000,
    }),
    live: await LiveService.create(database, registry, settings, log),
    sandbox: new MappingSandbox(),
  };
  const parts: GatewayParts = { ...apart, messages: new Messages(apart) };
  await parts.authenticator.start();
  parts.kafkaUsers.start();
  parts.messages.start();
  observe(parts);
  const app = await buildApp(parts);
  await parts.live.start((error) => {
    // Without the tail this instance would show a past that never moves: another start heals it.
    log.fatal({ err: error }, 'the live feed stopped reading');
    process.exit(1);
  });
  await app.listen(settings.port, settings.host);
  return {
    port: portOf(app),
    app,
    live: parts.live,
    stop: async () => {
      await parts.live.stop();
      await app.close();
      await parts.messages.stop();
      await stopAccess();
      await parts.sandbox.close();
      await producer.close();
      await parts.authenticator.stop();
      await parts.kafkaUsers.stop();
      await registry.stop();
      await database.close();
    },
  };
}

async function buildApp(parts: GatewayParts): Promise<NestFastifyApplication> {
  const { settings, log, vitals } = parts;
  const routes = new RouteTable();
  const adapter = createServer(settings, routes);
  measureHttp(adapter, vitals);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.for(parts), adapter, {
    logger: nestLogger(log),
    abortOnError: false,
    bodyParser: false,
  });
  await addSecurityHeaders(app, settings.publicUrl.startsWith('https:'));
  const answerPage = await serveDashboard(app, settings.dashboardDir);
  if (!answerPage) log.warn({ folder: settings.dashboardDir }, 'there is no built dashboard to serve');
  const refused = parts.access.refused.note.bind(parts.access.refused);
  app.useGlobalFilters(new ProblemFilter(log, routes, answerPage ?? (() => false), refused));
  SwaggerModule.setup('docs', app, () => openApiDocument(app, settings.version), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Lumbung API',
  });
  return app;
}

function observe({ vitals, database, live }: GatewayParts): void {
  vitals.mustBeReady('live', () => (live.ready ? null : 'the live feed has not caught up'));
  vitals.mustBeReady('database', async () => {
    await database.query('SELECT 1');
    return null;
  });
  new Gauge({
    name: 'lumbung_live_clients',
    help: 'Clients that follow the live feed',
    registers: [vitals.metrics],
    collect() {
      this.set(live.clientCount);
    },
  });
}
