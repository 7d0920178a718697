import { Controller, Get, Header, Inject, Module, Res, type DynamicModule } from '@nestjs/common';
import { collectDefaultMetrics, Registry as MetricsRegistry } from 'prom-client';

/** One thing that must be well. Answers null when it is, else a sentence on what is wrong. */
export type Check = () => string | null | Promise<string | null>;

/** What this process says of itself: the checks of its parts, and its metrics. */
export class Vitals {
  readonly metrics = new MetricsRegistry();
  private readonly liveness = new Map<string, Check>();
  private readonly readiness = new Map<string, Check>();

  constructor(readonly service: string) {
    this.metrics.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.metrics });
  }

  /** Failing means: only a restart helps. */
  mustLive(name: string, check: Check): void {
    this.liveness.set(name, check);
  }

  /** Failing means: send no work here for now. */
  mustBeReady(name: string, check: Check): void {
    this.readiness.set(name, check);
  }

  async report(
    kind: 'live' | 'ready',
  ): Promise<{ ok: boolean; service: string; checks: Record<string, string> }> {
    const checks: Record<string, string> = {};
    for (const [name, check] of kind === 'live'
      ? this.liveness
      : new Map([...this.liveness, ...this.readiness]))
      checks[name] = (await answerOf(check)) ?? 'ok';
    return { ok: Object.values(checks).every((state) => state === 'ok'), service: this.service, checks };
  }
}

const checkTimeoutMs = 2_000;

async function answerOf(check: Check): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${checkTimeoutMs} ms`), checkTimeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch (error) {
    return (error as Error).message;
  } finally {
    clearTimeout(timer);
  }
}

interface Reply {
  status(code: number): Reply;
  send(body: unknown): unknown;
}

@Controller()
class VitalsController {
  constructor(@Inject(Vitals) private readonly vitals: Vitals) {}

  @Get('health/live')
  async live(@Res() reply: Reply) {
    const report = await this.vitals.report('live');
    return reply.status(report.ok ? 200 : 503).send(report);
  }

  @Get('health/ready')
  async ready(@Res() reply: Reply) {
    const report = await this.vitals.report('ready');
    return reply.status(report.ok ? 200 : 503).send(report);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics() {
    return this.vitals.metrics.metrics();
  }
}

/** `/health/live`, `/health/ready` and `/metrics` of a service. */
@Module({})
export class VitalsModule {
  static for(vitals: Vitals): DynamicModule {
    return {
      module: VitalsModule,
      global: true,
      providers: [{ provide: Vitals, useValue: vitals }],
      controllers: [VitalsController],
      exports: [Vitals],
    };
  }
}
