package lumbung;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Facts of a hub and commodity become plans: each fact counts once, the newest count of a lot and the newest revision
 * of a demand hold, and what there is is shared among the demands.
 */
final class Reconciler implements Processor<String, byte[], String, byte[]> {
  static final String SEEN = "seen";
  static final String LEDGER = "ledger";
  static final String TOUCHED = "touched";
  private static final byte[] PRESENT = {1};
  private static final char KIND = '\u0001';
  private static final char AFTER_KIND = '\u0002';

  private final Duration coalesce;
  private final Map<String, Book> books = new HashMap<>();
  /** Planned with the next punctuation: key to the offset after its newest fact. */
  private final Map<String, Long> touched = new HashMap<>();
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> seen;
  private KeyValueStore<String, byte[]> ledger;
  private KeyValueStore<String, Long> touchedStore;

  /** @param coalesce plan touched keys once in this time; null: after each fact */
  Reconciler(Duration coalesce) {
    this.coalesce = coalesce;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> given) {
    context = given;
    seen = given.getStateStore(SEEN);
    ledger = given.getStateStore(LEDGER);
    if (coalesce == null) return;
    touchedStore = given.getStateStore(TOUCHED);
    // A commit may have fallen between a fact and its plan.
    try (KeyValueIterator<String, Long> left = touchedStore.all()) {
      while (left.hasNext()) {
        KeyValue<String, Long> next = left.next();
        touched.put(next.key, next.value);
      }
    }
    given.schedule(coalesce, PunctuationType.WALL_CLOCK_TIME, this::planTouched);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Fact fact = Fact.read(record.value());
    if (fact == null || seen.putIfAbsent(fact.id(), PRESENT) != null) return;
    Book book = books.computeIfAbsent(record.key(), this::load);
    if (!book.apply(fact)) return;
    ledger.put(record.key() + KIND + (fact.isCount() ? "c" : "d") + fact.subject(), Book.entryOf(fact));
    long position = context.recordMetadata().orElseThrow().offset() + 1;
    if (coalesce == null) {
      send(record.key(), book, position, record.timestamp());
    } else {
      touched.put(record.key(), position);
      touchedStore.put(record.key(), position);
    }
  }

  private void planTouched(long now) {
    for (Map.Entry<String, Long> next : touched.entrySet()) {
      String key = next.getKey();
      send(key, books.computeIfAbsent(key, this::load), next.getValue(), now);
      touchedStore.delete(key);
    }
    touched.clear();
  }

  private void send(String key, Book book, long position, long timestamp) {
    byte[] plan = book.plan(position);
    ledger.put(key + KIND + "n", ByteBuffer.allocate(8).putLong(book.plans()).array());
    context.forward(new Record<>(key, plan, timestamp));
  }

  private Book load(String key) {
    Book book = new Book(key);
    int start = key.length() + 2;
    try (KeyValueIterator<String, byte[]> entries = ledger.range(key + KIND, key + AFTER_KIND)) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        char kind = entry.key.charAt(start - 1);
        if (kind == 'n') book.setPlans(ByteBuffer.wrap(entry.value).getLong());
        else book.restore(kind == 'c', entry.key.substring(start), entry.value);
      }
    }
    return book;
  }
}
