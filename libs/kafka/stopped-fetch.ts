import kafkajs from 'kafkajs';
import Runner from 'kafkajs/src/consumer/runner.js';

/**
 * A consumer of this client (2.2.4) that is stopped just while the brokers of its cluster change begins to fetch anew
 * and is answered with nothing, at once and without end: no timer and no socket of the process gets a turn any more.
 * An error ends that loop, and the stop goes on.
 */
export function endFetchesOfTheStopped(): void {
  const { fetch } = Runner.prototype;
  Runner.prototype.fetch = function (nodeId) {
    if (this.running) return fetch.call(this, nodeId);
    return Promise.reject(new kafkajs.KafkaJSError('the consumer was stopped', { retriable: true }));
  };
}
