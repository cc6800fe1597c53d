package dev.dre.operations.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a value whose empty form is not written at all. Jackson knows the empty form of a list or a
 * text, not that of our own types, and would hand out null.
 */
public abstract class EmptyWhenMissing<T> extends StdDeserializer<T> {

  protected EmptyWhenMissing(Class<T> type) {
    super(type);
  }

  protected abstract T empty();

  @Override
  public final T getNullValue(DeserializationContext context) {
    return empty();
  }

  @Override
  public final T getAbsentValue(DeserializationContext context) {
    return empty();
  }
}
