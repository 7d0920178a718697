package lumbung;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The ledger of one hub and commodity in memory. The state store holds the same entries and is the truth: a book is
 * filled from it when a task begins, and never survives the task.
 */
final class Book {
  private record Lot(long time, long quantity) {}

  private record Demand(String id, String destination, long time, long need) {}

  private final String key;
  private final Map<String, Lot> lots = new HashMap<>();
  private final Map<String, Demand> demands = new HashMap<>();
  private long supply = 0;
  private long plans = 0;

  Book(String key) {
    this.key = key;
  }

  /** Takes a fact up; false when something newer is known of its subject. */
  boolean apply(Fact fact) {
    if (fact.isCount()) {
      Lot before = lots.get(fact.subject());
      if (before != null && before.time >= fact.time()) return false;
      supply += fact.quantity() - (before == null ? 0 : before.quantity);
      lots.put(fact.subject(), new Lot(fact.time(), fact.quantity()));
    } else {
      Demand before = demands.get(fact.subject());
      if (before != null && before.time >= fact.time()) return false;
      demands.put(
          fact.subject(), new Demand(fact.subject(), fact.destination(), fact.time(), fact.quantity()));
    }
    return true;
  }

  long plans() {
    return plans;
  }

  void setPlans(long number) {
    plans = number;
  }

  static byte[] entryOf(Fact fact) {
    byte[] destination = fact.destination().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(16 + destination.length)
        .putLong(fact.time())
        .putLong(fact.quantity())
        .put(destination)
        .array();
  }

  /** @param subject as in the store's key, after its kind */
  void restore(boolean isCount, String subject, byte[] entry) {
    ByteBuffer bytes = ByteBuffer.wrap(entry);
    long time = bytes.getLong();
    long quantity = bytes.getLong();
    String destination = StandardCharsets.UTF_8.decode(bytes).toString();
    apply(new Fact("", isCount, subject, destination, time, quantity));
  }

  /**
   * The next plan as JSON: what there is, shared by max-min fairness. A demand below the water level gets all that it
   * asks for, the others get the level, and what whole units leave over goes to the first of them by id.
   * @param position offset of the first fact of the partition that the plan has not seen
   */
  byte[] plan(long position) {
    Demand[] wanted = demands.values().toArray(new Demand[0]);
    Arrays.sort(
        wanted,
        (a, b) -> a.need != b.need ? Long.compare(a.need, b.need) : a.id.compareTo(b.id));
    StringBuilder text = new StringBuilder(128 + 48 * wanted.length);
    text.append("{\"key\":\"").append(key).append("\",\"plan\":").append(++plans);
    text.append(",\"position\":").append(position).append(",\"supply\":").append(supply).append(",\"shares\":[");
    long left = supply;
    for (int i = 0; i < wanted.length; i++) {
      int others = wanted.length - i;
      long share = Math.min(wanted[i].need, left / others + (left % others > 0 ? 1 : 0));
      left -= share;
      if (i > 0) text.append(',');
      text.append("[\"").append(wanted[i].id).append("\",\"").append(wanted[i].destination).append("\",");
      text.append(share).append(',').append(wanted[i].need - share).append(']');
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
