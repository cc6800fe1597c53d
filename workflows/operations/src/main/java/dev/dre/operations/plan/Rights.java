package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import dev.dre.operations.json.EmptyWhenMissing;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who may do what. Deny by default: a right that is not there belongs to nobody. */
@JsonDeserialize(using = Rights.Reader.class)
public record Rights(@JsonValue SortedMap<Right, List<Principal>> holders) {

  public Rights {
    var copy = new TreeMap<Right, List<Principal>>();
    holders.forEach((right, named) -> copy.put(right, List.copyOf(named)));
    holders = Collections.unmodifiableSortedMap(copy);
  }

  public boolean allow(Right right, Actor actor, Set<String> groups) {
    return holders.getOrDefault(right, List.of()).stream().anyMatch(p -> p.covers(actor, groups));
  }

  /** For a refusal: {@code @dre or @payments-oncall}, or {@code nobody}. */
  public String holdersInWords(Right right) {
    var named = holders.getOrDefault(right, List.of());
    if (named.isEmpty()) {
      return "nobody: the settings give this right to no one";
    }
    return named.stream().map(Principal::words).collect(Collectors.joining(" or "));
  }

  /** What is missing is nobody's, and so is a right that only a newer release knows. */
  static final class Reader extends EmptyWhenMissing<Rights> {

    Reader() {
      super(Rights.class);
    }

    @Override
    public Rights deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var written = new TypeReference<Map<String, List<Principal>>>() {};
      Map<String, List<Principal>> holders =
          context.readValue(parser, context.getTypeFactory().constructType(written));
      var known = new TreeMap<Right, List<Principal>>();
      holders.forEach((name, named) -> Right.named(name).ifPresent(r -> known.put(r, named)));
      return new Rights(known);
    }

    @Override
    protected Rights empty() {
      return new Rights(new TreeMap<>());
    }
  }
}
