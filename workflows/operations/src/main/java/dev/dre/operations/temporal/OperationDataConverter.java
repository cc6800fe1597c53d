package dev.dre.operations.temporal;

import dev.dre.operations.json.OperationJson;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/**
 * Everything that goes through Temporal is written by {@link OperationJson}: every client and
 * worker needs this converter.
 */
public final class OperationDataConverter {

  private OperationDataConverter() {}

  public static DataConverter create() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(OperationJson.mapper()));
  }
}
