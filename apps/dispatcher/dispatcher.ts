import { hubOf, REGISTRY, registryCache } from '#access';
import { Targets } from '#connectors';
import { hostConsumer, quarantineRecord } from '#kafka';
import { MailTokens, mailIsOn, recordOutbound, SecretSafe, timezoneOf } from '#outbound';
import type { Log } from '#runtime';
import { AllocationsController } from './allocations.controller.js';
import { endOldPhotos, HeldGoodsClock } from './held-goods.js';
import { observeLeadTimes } from './lead-times.js';
import { LifecycleController } from './lifecycle.controller.js';
import { endOldNotices, mailCounter, Mailer } from './mailer.js';
import { NOTICES, type NoticesOptions } from './notices.js';
import { OfferClock } from './offer-clock.js';
import { OutboundController } from './outbound.controller.js';
import type { DispatcherConfig } from './settings.js';
import { endOldReadings, TrackClock } from './track-clock.js';
import { PACE } from './watch.js';
import { webhookCounter } from './webhook-metrics.js';
import { endOldOutbound, Webhooks } from './webhooks.js';

/** Starts the dispatcher: `allocations` and what carriers say → `shipments`, facts and `outbound.*`. */
export function startDispatcher(
  config: DispatcherConfig,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  return hostConsumer({
    name: 'dispatcher',
    config,
    log,
    prepare: async ({ database, pipeline, vitals }) => {
      const registry = await registryCache(database, {
        onError: (err) => log.warn({ err }, 'the registry will be read again'),
      });
      const webhooks =
        config.webhookKey === ''
          ? null
          : new Webhooks({
              database,
              safe: new SecretSafe(config.webhookKey),
              targets: new Targets(config.webhookTargets),
              log,
              hub: () => registry.registry.hubs[0]!.code,
              onAttempt: webhookCounter(vitals.metrics),
            });
      if (webhooks === null) log.warn('WEBHOOK_KEY is empty: nothing is delivered to webhooks');
      const mailOn = mailIsOn(config);
      if (!mailOn) log.warn('SMTP_URL is empty: people are told on the dashboard alone');
      const notices: NoticesOptions = {
        mailOn,
        timezone: (party) => timezoneOf(hubOf(party, registry.index), registry.registry),
      };
      const mailer = mailOn
        ? new Mailer({
            ...{ database, config, log, onAttempt: mailCounter(vitals.metrics) },
            context: () => ({
              registry: registry.registry,
              timezone: notices.timezone,
              tokens: new MailTokens(config.mailKey),
            }),
          })
        : null;
      const oldNotices = endOldNotices(database, config.noticeDays, log);
      mailer?.start();
      const offers = new OfferClock(database, pipeline, registry, log);
      offers.start();
      const heldGoods = new HeldGoodsClock(database, pipeline, registry, config.heldGoodsHours, log);
      heldGoods.start();
      const leadTimes = observeLeadTimes(database, log);
      const photos = endOldPhotos(database, config.photoDays, log);
      const ending = endOldOutbound(database, config.outboundDays, log);
      const track = new TrackClock(database, pipeline, registry, log, config.trackPace);
      track.start();
      const readings = endOldReadings(database, config.readingDays, log);
      webhooks?.start();
      return {
        controllers: [AllocationsController, LifecycleController, OutboundController],
        providers: [
          { provide: REGISTRY, useValue: registry },
          { provide: PACE, useValue: config.trackPace },
          { provide: NOTICES, useValue: notices },
        ],
        onPublish: async (sql, messages) => void (await recordOutbound(sql, messages, Date.now())),
        onCommit: () => webhooks?.wake(),
        stop: async () => {
          for (const each of [
            offers,
            heldGoods,
            photos,
            track,
            readings,
            leadTimes,
            webhooks,
            ending,
            mailer,
            oldNotices,
            registry,
          ])
            await each?.stop();
        },
      };
    },
    quarantine: (sql, at, record) => quarantineRecord(sql, at, record, null),
  });
}
