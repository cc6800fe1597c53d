package dev.dre.operations.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.approvals.Actor;
import dev.dre.approvals.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who may do what. Deny by default: a right that is not there belongs to nobody. */
public record Rights(@JsonValue SortedMap<Right, List<Principal>> holders) {

  public Rights {
    var copy = new TreeMap<Right, List<Principal>>();
    holders.forEach((right, named) -> copy.put(right, List.copyOf(named)));
    holders = Collections.unmodifiableSortedMap(copy);
  }

  /** Reads what may come from a newer release: a right that is not known here is nobody's. */
  public static Rights named(Map<String, List<Principal>> holders) {
    var known = new TreeMap<Right, List<Principal>>();
    holders.forEach((name, named) -> Right.named(name).ifPresent(r -> known.put(r, named)));
    return new Rights(known);
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
    return named.stream()
        .map(p -> p.kind() == Principal.Kind.GROUP ? "@" + p.name() : p.name())
        .collect(Collectors.joining(" or "));
  }
}
