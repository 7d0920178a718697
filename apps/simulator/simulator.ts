import { setMaxListeners } from 'node:events';
import { createProducer, loginOf, speakAs } from '#kafka';
import type { Config, Log } from '#runtime';
import { Backoff, pause } from './backoff.js';
import { httpDoor, kafkaDoor } from './door.js';
import { hub, kafkaParties } from './cast-figures.js';
import { areOffersMade, demandsOf, isReady, offersOf, stockAt, type Reader } from './gateway.js';
import { Keys } from './keys.js';
import { followShipments } from './live.js';
import { Mouth } from './mouth.js';
import type { simulatorSettings } from './settings.js';
import { Stage } from './stage.js';
import { Partners } from './stand-ins/partners.js';
import { hourMs, type Now } from './utterance.js';

const tickMs = 250;
const deskMs = 2_000;
const reportEveryMs = 60_000;
const closeMs = 5_000;

/** Plays the day until it is stopped. It knows the system only by its public doors. */
export async function startSimulator(
  config: Config<typeof simulatorSettings>,
  log: Log,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const { gatewayUrl, speed, seed } = config;
  speakAs(loginOf(config));
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal);
  const keys = new Keys(config.dataDir);
  const producer = createProducer({ brokers: config.brokers, clientId: 'simulator' });
  const [http, kafka] = [httpDoor(gatewayUrl, keys), kafkaDoor(producer)];
  const { standInsPort: port, standInToken: token } = config;
  const partners = await Partners.open({ gatewayUrl, port, token, keys, producer, log });
  const doorOf = (party: string) => partners.doorOf(party, kafkaParties.has(party) ? kafka : http);
  const mouth = new Mouth(doorOf, log);
  const startedMs = Date.now();
  const stage = new Stage(seed, `sim-${startedMs.toString(36)}`);
  const clock = (): Now => {
    const wallMs = Date.now();
    return { wallMs, day: ((wallMs - startedMs) * speed) / (24 * hourMs), hourMs: hourMs / speed };
  };
  const play = run({ config, log, stage, mouth, keys, partners, clock, signal });
  log.info({ speed, seed, gatewayUrl }, 'the day begins');
  return {
    port: 0,
    stop: async () => {
      stopping.abort();
      await play;
      await mouth.close(Date.now(), closeMs);
      partners.close();
      await producer.close();
    },
  };
}

interface Run {
  config: Config<typeof simulatorSettings>;
  log: Log;
  stage: Stage;
  mouth: Mouth;
  keys: Keys;
  partners: Partners;
  clock: () => Now;
  signal: AbortSignal;
}

async function run(play: Run): Promise<void> {
  const { stage, mouth, clock, signal } = play;
  await waitForGateway(play);
  if (signal.aborted) return;
  const declaring = play.partners.declare(play.signal);
  await resume(play);
  const now = clock();
  mouth.say(stage.theatre.open(now), now.wallMs);
  await Promise.all([
    declaring,
    playDays(play),
    playRoads(play),
    playDesk(play),
    reportProgress(play),
    ...follow(play),
  ]);
}

async function waitForGateway({ config, keys, log, signal }: Run): Promise<void> {
  const backoff = new Backoff(250, 5_000);
  while (!signal.aborted) {
    if ((await keys.load()) && (await isReady(config.gatewayUrl, signal))) return;
    log.debug('waiting for the gateway and the demo keys');
    await backoff.wait(signal);
  }
}

/** A play that was interrupted goes on from what its cities had declared and its producers had counted. */
async function resume({ config, stage, keys, log, clock, signal }: Run): Promise<void> {
  const now = clock();
  const reader = (party: string): Reader => ({ gatewayUrl: config.gatewayUrl, party, keys, signal });
  try {
    for (const city of stage.theatre.cities) {
      const { party, destination } = city.profile;
      const known = await demandsOf(reader(party), destination);
      const own = known.find(({ demandId }) => demandId === city.demandId(now.wallMs));
      if (own) city.resume(now, own.declared, own.delivered);
    }
    for (const producer of stage.theatre.producers) {
      const { party, place, commodity } = producer.profile;
      const lots = await stockAt(reader(party), place);
      const own = lots.filter((lot) => lot.commodity === commodity && lot.source === party);
      producer.resume(new Map(own.map(({ lot, onHand }) => [lot, onHand])));
    }
  } catch (err) {
    log.warn({ err }, 'starting without what was said before');
  }
}

/** Day after day, moment after moment; what a pause made late is skipped, not hurried after. */
async function playDays({ stage, mouth, clock, signal }: Run): Promise<void> {
  for (let day = Math.floor(clock().day); !signal.aborted; day++) {
    for (const moment of stage.theatre.day(day)) {
      const due = day + moment.minute / 1_440;
      const { day: present, hourMs: simulatedHourMs } = clock();
      if (present - due > 0.05) continue;
      await pause((due - present) * 24 * simulatedHourMs, signal);
      if (signal.aborted) return;
      const now = clock();
      mouth.say(stage.theatre.perform(moment, now), now.wallMs);
    }
  }
}

async function playRoads({ stage, mouth, clock, signal }: Run): Promise<void> {
  while (!signal.aborted) {
    const now = clock();
    mouth.release(now.wallMs);
    mouth.say(stage.roads(now), now.wallMs);
    await pause(tickMs, signal);
  }
}

/** The hub's officers look at what is offered. */
async function playDesk({ config, stage, mouth, keys, log, clock, signal }: Run): Promise<void> {
  const reader: Reader = { gatewayUrl: config.gatewayUrl, party: hub, keys, signal };
  while (!signal.aborted) {
    try {
      const isMade = await areOffersMade(reader);
      for (const carrier of stage.carriers) carrier.areOffersMade = isMade;
      const offered = isMade ? await offersOf(reader) : [];
      const now = clock();
      mouth.say(stage.desk.look(offered, now), now.wallMs);
    } catch (err) {
      if (!signal.aborted) log.debug({ err }, 'the desk of offers is looked at later');
    }
    await pause(deskMs, signal);
  }
}

async function reportProgress({ stage, mouth, log, clock, signal }: Run): Promise<void> {
  while (!signal.aborted) {
    await pause(reportEveryMs, signal);
    const trips = stage.carriers.reduce((sum, { busy }) => sum + busy, 0);
    log.info({ ...mouth.counts, trips, day: Number(clock().day.toFixed(2)) }, 'playing');
  }
}

function follow({ config, stage, keys, log, clock, signal }: Run): Promise<void>[] {
  return stage.carriers.map((carrier) =>
    followShipments(
      { gatewayUrl: config.gatewayUrl, party: carrier.profile.party, keys, log, signal },
      (shipment) => stage.hear(carrier, shipment, clock()),
    ),
  );
}
