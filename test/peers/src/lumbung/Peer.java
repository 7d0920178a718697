package lumbung;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;

/**
 * The core of Lumbung's reconciler on Kafka Streams, for comparison: topic `facts` to topic `peer-plans`, exactly
 * once. Options: --brokers, --application, --state, --mode each|coalesced, --threads, --commit-ms, and, both optional,
 * --session-ms and --instance (static membership).
 */
public final class Peer {
  public static void main(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i].substring(2), args[i + 1]);
    boolean isCoalesced = options.getOrDefault("mode", "each").equals("coalesced");
    long commitMs = Long.parseLong(options.getOrDefault("commit-ms", "100"));
    Topology topology = topologyOf(isCoalesced ? Duration.ofMillis(commitMs) : null);
    KafkaStreams streams = new KafkaStreams(topology, settingsOf(options, commitMs));
    streams.setUncaughtExceptionHandler(
        error -> {
          error.printStackTrace();
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) System.out.println("running");
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(5))));
    streams.start();
  }

  private static Topology topologyOf(Duration coalesce) {
    Serde<String> text = Serdes.String();
    Serde<byte[]> bytes = Serdes.ByteArray();
    Topology topology =
        new Topology()
            .addSource("facts", text.deserializer(), bytes.deserializer(), "facts")
            .addProcessor("reconciler", () -> new Reconciler(coalesce), "facts")
            .addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Reconciler.SEEN), text, bytes)
                    .withCachingEnabled(),
                "reconciler")
            .addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Reconciler.LEDGER), text, bytes)
                    .withCachingEnabled(),
                "reconciler")
            .addSink("plans", "peer-plans", text.serializer(), bytes.serializer(), "reconciler");
    if (coalesce != null)
      topology.addStateStore(
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(Reconciler.TOUCHED), text, Serdes.Long())
              .withCachingEnabled(),
          "reconciler");
    return topology;
  }

  private static Properties settingsOf(Map<String, String> options, long commitMs) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.get("brokers"));
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + System.getenv("KAFKA_USERNAME")
            + "\" password=\""
            + System.getenv("KAFKA_PASSWORD")
            + "\";");
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, options.get("application"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, options.get("state"));
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.getOrDefault("threads", "1"));
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, String.valueOf(commitMs));
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, "1");
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, String.valueOf(48 * 1024 * 1024));
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), String.valueOf(128 * 1024));
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "2000");
    if (options.containsKey("session-ms"))
      settings.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), options.get("session-ms"));
    if (options.containsKey("instance"))
      settings.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), options.get("instance"));
    return settings;
  }
}
