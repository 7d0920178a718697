import kafkajs, { type AclEntry } from 'kafkajs';
import { withAdmin } from './admin.js';
import { createClient, type ClientLog } from './client.js';
import { clusterOf } from './cluster.js';
import { KafkaError } from './errors.js';
import type { KafkaLogin } from './login.js';
import { alterUsers, type ScramResult, type ScramUser } from './scram.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** A user of the cluster who is none of us, and the topics that it may use. Nothing else is open to it. */
export interface Account extends ScramUser {
  writes: string[];
  /** Topics whose names begin so. */
  writesUnder: string[];
  reads: string[];
  /** Consumer groups whose names begin so. */
  groups: string[];
}

export interface AccountOptions {
  brokers: string[];
  clientId: string;
  /** Somebody else than who this process speaks as. */
  login?: KafkaLogin;
  log?: ClientLog;
}

const unknownUser = 91;

/** Makes users, or gives them new passwords, and what they may do. Errors: UNREACHABLE. */
export async function grantAccounts(options: AccountOptions, accounts: Account[]): Promise<void> {
  if (accounts.length === 0) return;
  await alter(options, accounts, []);
  await withAdmin(options, (admin) => admin.createAcls({ acl: accounts.flatMap(rulesOf) }));
}

/** Ends users: what they may do first, so that connections that stand are of no use at once. Errors: UNREACHABLE. */
export async function revokeAccounts(options: AccountOptions, usernames: string[]): Promise<void> {
  if (usernames.length === 0) return;
  await withAdmin(options, (admin) =>
    admin.deleteAcls({
      filters: usernames.map((username) => ({
        resourceType: AclResourceTypes.ANY,
        resourcePatternType: ResourcePatternTypes.ANY,
        principal: `User:${username}`,
        operation: AclOperationTypes.ANY,
        permissionType: AclPermissionTypes.ANY,
      })),
    }),
  );
  await alter(options, [], usernames);
}

async function alter(options: AccountOptions, upserted: ScramUser[], deleted: string[]): Promise<void> {
  const cluster = clusterOf(createClient(options));
  await cluster.connect();
  let results: ScramResult[];
  try {
    await cluster.refreshMetadata();
    const broker = await cluster.findControllerBroker();
    results = await broker.connectionPool.send(await alterUsers(upserted, deleted));
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
  const failed = results.find(({ code }) => code !== 0 && code !== unknownUser);
  if (failed)
    throw new KafkaError('UNREACHABLE', `Kafka did not change user ${failed.username}: ${failed.message}`);
}

function rulesOf({ username, writes, writesUnder, reads, groups }: Account): AclEntry[] {
  const rule = (resourceName: string, of: Partial<AclEntry>): AclEntry => ({
    resourceType: AclResourceTypes.TOPIC,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${username}`,
    host: '*',
    operation: AclOperationTypes.READ,
    permissionType: AclPermissionTypes.ALLOW,
    ...of,
  });
  return [
    ...writes.map((topic) => rule(topic, { operation: AclOperationTypes.WRITE })),
    ...writesUnder.map((prefix) =>
      rule(prefix, {
        operation: AclOperationTypes.WRITE,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
      }),
    ),
    ...reads.map((topic) => rule(topic, {})),
    ...groups.map((prefix) =>
      rule(prefix, {
        resourceType: AclResourceTypes.GROUP,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
      }),
    ),
  ];
}
