import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inboundTopic, outboundTopic, topics, topicSettings, type TopicDeclaration } from '#contracts';
import { firstAdministratorLink, linkPath, markKafkaUsers, parseKey, prepareDatabase } from '#access';
import { Database, loadRegistry } from '#database';
import type { Bilingual } from '#embedded';
import { accountOf, ensureTopics, grantAccounts, type TopicPlan } from '#kafka';
import { growTopics } from './growth.js';
import { playedHub, type LauncherSettings } from './settings.js';
import { LauncherError } from './terminal.js';

/** A party with topics of its own, and its demo key. */
export interface PartySystem {
  party: string;
  key: string;
}

/** Brings the database to this version with its registry, and leaves the demo keys where people look for them. */
export async function prepareStore(url: string, settings: LauncherSettings): Promise<PartySystem[]> {
  try {
    const file = join(settings.dataDir, 'demo-keys.json');
    const keys = await prepareDatabase(url, readKeys(file), playedHub(settings));
    writePrivately(file, `${JSON.stringify(keys, null, 2)}\n`);
    const systems = await systemParties(url);
    return systems.map((party) => ({ party, key: keys[party]! }));
  } catch (error) {
    throw explainDatabase(error, url, settings);
  }
}

/**
 * Creates what is missing of our topics and of those of the parties that are systems, and gives those that exist the
 * partitions that are wanted, where that can be done now; answers why it cannot.
 */
export async function prepareTopics(
  brokers: string,
  databaseUrl: string,
  settings: LauncherSettings,
  systems: PartySystem[],
): Promise<Bilingual | null> {
  const { inbound, outbound, ...ours } = topics;
  const plan = (declaration: TopicDeclaration, name = declaration.name): TopicPlan => ({
    name,
    partitions: settings.partitions,
    replication: settings.replication,
    config: topicSettings(declaration),
  });
  try {
    const wanted = [
      ...Object.values(ours).map((declaration) => plan(declaration)),
      ...systems.map(({ party }) => plan(inbound, inboundTopic(party))),
      ...systems.map(({ party }) => plan(outbound, outboundTopic(party))),
    ];
    await ensureTopics(brokers.split(','), wanted);
    if (settings.accounts) await grantDemoKeys(brokers.split(','), databaseUrl, systems);
    return await growTopics(brokers.split(','), databaseUrl, wanted);
  } catch (cause) {
    throw new LauncherError(
      {
        id: `Topik tidak bisa dibuat di Kafka ${brokers}: ${messageOf(cause)}. Periksa KAFKA_BROKERS dan TOPIC_REPLICATION.`,
        en: `Could not create the topics on Kafka ${brokers}: ${messageOf(cause)}. Check KAFKA_BROKERS and TOPIC_REPLICATION.`,
      },
      { cause },
    );
  }
}

/** Demo keys are users of Kafka, as all keys of systems are. */
async function grantDemoKeys(brokers: string[], databaseUrl: string, systems: PartySystem[]): Promise<void> {
  const keys = systems.map(({ party, key }) => ({ party, ...parseKey(key)!, speaks: true, reads: true }));
  await grantAccounts({ brokers, clientId: 'lumbung-topics' }, keys.map(accountOf));
  const database = await Database.connect({ url: databaseUrl, name: 'launcher', connectionsMax: 1 });
  try {
    await markKafkaUsers(
      database,
      keys.map(({ keyId }) => keyId),
    );
  } finally {
    await database.close();
  }
}

/** Path of the link to become the first administrator; null when there is one. It is shown to the person, and nowhere else. */
export async function firstLink(url: string): Promise<string | null> {
  const database = await Database.connect({ url, name: 'launcher', connectionsMax: 1 });
  try {
    const link = await database.transaction(firstAdministratorLink);
    return link && linkPath(link.token);
  } finally {
    await database.close();
  }
}

/** The keys of an earlier start, so that what people have copied keeps working; none when there are none to read. */
function readKeys(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

/** Writes a file that only its owner may read, also when it was there before with other rights. */
export function writePrivately(file: string, text: string): void {
  // Renamed into place, so that whoever reads it never finds half of it.
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, text, { mode: 0o600 });
  chmodSync(whole, 0o600);
  renameSync(whole, file);
}

async function systemParties(url: string): Promise<string[]> {
  const database = await Database.connect({ url, name: 'launcher', connectionsMax: 1 });
  try {
    const { parties } = await loadRegistry(database);
    return parties.filter((party) => party.system && party.status === 'active').map((party) => party.code);
  } finally {
    await database.close();
  }
}

function explainDatabase(error: unknown, url: string, settings: LauncherSettings): unknown {
  // What goes wrong in our own Postgres is not the person's mistake: it keeps its own words.
  if (settings.databaseUrl === undefined) return error;
  const { host, pathname, username } = new URL(url);
  const where = `${host}${pathname}`;
  const codes = codesOf(error);
  if (codes.includes('LB001')) return rolesMissing(host, username, error);
  const remedy = {
    id: 'Periksa DATABASE_URL, atau kosongkan untuk memakai Postgres bawaan.',
    en: 'Check DATABASE_URL, or unset it to use the embedded Postgres.',
  };
  const problem = codes.some((code) => code === '28P01' || code === '28000')
    ? {
        id: `Postgres di ${host} menolak pengguna "${username}".`,
        en: `Postgres at ${host} refuses the user "${username}".`,
      }
    : codes.includes('3D000')
      ? { id: `Basis data ${where} tidak ada.`, en: `The database ${where} does not exist.` }
      : codes.includes('42501')
        ? {
            id: `Pengguna "${username}" tidak boleh membuat tabel di ${where}.`,
            en: `The user "${username}" may not create tables in ${where}.`,
          }
        : {
            id: `Postgres di ${where} tidak bisa dipakai: ${messageOf(error)}.`,
            en: `Postgres at ${where} cannot be used: ${messageOf(error)}.`,
          };
  return new LauncherError(
    { id: `${problem.id} ${remedy.id}`, en: `${problem.en} ${remedy.en}` },
    { cause: error },
  );
}

/** Postgres 16 and later let nobody grant a role who did not make it, so the remedy is the same for both. */
function rolesMissing(host: string, username: string, cause: unknown): LauncherError {
  const roles = 'lumbung_service, lumbung_tenant, lumbung_public';
  const sql = `CREATE ROLE lumbung_service; CREATE ROLE lumbung_tenant; CREATE ROLE lumbung_public; GRANT ${roles} TO "${username}";`;
  return new LauncherError(
    {
      id: `Pengguna "${username}" di Postgres ${host} tidak boleh membuat peran ${roles}. Minta administrator basis data menjalankan sekali: ${sql} Peran yang sudah ada tidak perlu dibuat lagi.`,
      en: `The user "${username}" of Postgres at ${host} may not create the roles ${roles}. Ask the database administrator to run once: ${sql} A role that exists need not be created again.`,
    },
    { cause },
  );
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') codes.push(code);
  }
  return codes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
