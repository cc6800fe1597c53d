package dev.dre.operations.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dre.approvals.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One mapper for everything that is stored or travels.
 *
 * <p>Releases are rolled forward and back with operations in flight: a reader ignores what it does
 * not know and gives what is missing its empty form, and sealed types carry names that outlive a
 * renamed class.
 */
public final class OperationJson {

  private static final ObjectMapper MAPPER = build();

  private OperationJson() {}

  /** Shared; never change it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static ObjectMapper build() {
    var builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(Actor.class, ActorNames.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_NULL));
    Stream.of(List.class, Set.class, Map.class, SortedMap.class, String.class)
        .forEach(
            type ->
                builder.withConfigOverride(
                    type, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))));
    return builder.build();
  }

  // The approvals are a leaf without dependencies, so what Jackson has to know about them stands
  // here.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Actor.Person.class, name = "person"),
    @JsonSubTypes.Type(value = Actor.BreakGlass.class, name = "break_glass"),
    @JsonSubTypes.Type(value = Actor.Machine.class, name = "machine")
  })
  private interface ActorNames {}
}
