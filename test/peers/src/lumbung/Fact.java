package lumbung;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What a plan needs of a record on topic `facts`: the count of a lot, or a revision of a demand. */
record Fact(String id, boolean isCount, String subject, String destination, long time, long quantity) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a CloudEvent token by token, without building a tree. Null for facts that change no plan of this peer. */
  static Fact read(byte[] value) {
    String id = null;
    String type = null;
    String time = null;
    String location = null;
    String lot = null;
    String demand = null;
    String destination = null;
    long quantity = 0;
    int depth = 0;
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT) depth--;
        if (token != JsonToken.FIELD_NAME) continue;
        String name = parser.currentName();
        JsonToken content = parser.nextToken();
        if (content == JsonToken.START_OBJECT) {
          if (name.equals("data")) depth++;
          else parser.skipChildren();
        } else if (content == JsonToken.START_ARRAY) parser.skipChildren();
        else if (depth == 0) {
          switch (name) {
            case "factid" -> id = parser.getText();
            case "type" -> type = parser.getText();
            case "time" -> time = parser.getText();
            default -> { }
          }
        } else {
          switch (name) {
            case "quantity" -> quantity = parser.getLongValue();
            case "location" -> location = parser.getText();
            case "lot" -> lot = parser.getText();
            case "demandId" -> demand = parser.getText();
            case "destination" -> destination = parser.getText();
            default -> { }
          }
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    long at = Instant.parse(time).toEpochMilli();
    return switch (type) {
      case "lumbung.stock.counted.v1" -> new Fact(id, true, location + "/" + lot, "", at, quantity);
      case "lumbung.demand.declared.v1" -> new Fact(id, false, demand, destination, at, quantity);
      default -> null;
    };
  }
}
