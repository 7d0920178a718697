import { inboundTopic, outboundTopic, topics, topicSettings } from '#contracts';
import type { Party } from '#domain';
import { ensureTopics } from '#kafka';
import { Problem, retryAfter } from '../http/problem.js';
import type { GatewaySettings } from '../settings.js';

/**
 * Gives a party that goes live what it has on the broker: its two topics. Its user and its rights there belong here
 * too. Safe to repeat: what exists stays.
 * @returns names of its topics; none for parties that are no systems
 * @throws Problem KAFKA_UNAVAILABLE
 */
export async function provisionParty(settings: GatewaySettings, party: Party): Promise<string[]> {
  if (!party.system) return [];
  const { brokers, partitions, replication } = settings;
  const own = [
    { ...topics.inbound, name: inboundTopic(party.code) },
    { ...topics.outbound, name: outboundTopic(party.code) },
  ];
  try {
    await ensureTopics(
      brokers,
      own.map((topic) => ({ name: topic.name, partitions, replication, config: topicSettings(topic) })),
    );
  } catch (cause) {
    throw new Problem('KAFKA_UNAVAILABLE', { cause, headers: retryAfter(5_000) });
  }
  return own.map(({ name }) => name);
}
