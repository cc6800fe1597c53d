package dev.dre.sandbox.slack.workspace;

import java.util.List;

/** People who can be mentioned together, as {@code @handle}. */
public record UserGroup(String id, String handle, String name, List<String> members) {

  public UserGroup {
    members = List.copyOf(members);
  }
}
