package dev.dre.operations.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/**
 * Reads a value whose empty form is not written at all. Jackson knows the empty form of a list or a
 * text, not that of our own types, and would hand out null.
 */
final class EmptyWhenMissing<T> extends StdDeserializer<T> {

  /** Reads what is there. */
  interface Reading<T> {
    T read(JsonParser parser, DeserializationContext context) throws IOException;
  }

  private final transient Reading<T> reading;
  private final transient T empty;

  EmptyWhenMissing(Class<T> type, T empty, Reading<T> reading) {
    super(type);
    this.reading = reading;
    this.empty = empty;
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return reading.read(parser, context);
  }

  @Override
  public T getNullValue(DeserializationContext context) {
    return empty;
  }

  @Override
  public T getAbsentValue(DeserializationContext context) {
    return empty;
  }
}
