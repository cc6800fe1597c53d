package dev.dre.sandbox.slack.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.SlackProblem;
import dev.dre.sandbox.slack.wire.Json;
import dev.dre.sandbox.slack.workspace.Person;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialogs that people have open: for each person a stack of at most three. */
public final class Modals {
  private static final int MAX_STACK = 3;

  /** Hears of what a person sees. */
  public interface Listener {
    void shown(String userId, ObjectNode view);

    void closed(String userId, String viewId);
  }

  /** A view and whose it is. */
  record Open(Person person, ObjectNode view) {

    String id() {
      return view.path("id").asText();
    }
  }

  private final ViewForm form;
  private final Map<String, List<Open>> stacks = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private long number = 1;

  public Modals(Workspace workspace) {
    this.form = new ViewForm(workspace);
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Refuses a view that breaks one of Slack's limits. */
  public static void checkLimits(ObjectNode given) {
    ViewForm.check(given);
  }

  /** In place of whatever this person had open. */
  public ObjectNode open(Person person, ObjectNode given) {
    check(given, "");
    List<Open> stack = stack(person);
    List<Open> before = List.copyOf(stack);
    stack.clear();
    before.forEach(this::announceClosed);
    return add(person, form.of(given, nextId(), "", ""));
  }

  /** On top of what this person has open. */
  public ObjectNode push(Person person, ObjectNode given) {
    check(given, "");
    List<Open> stack = stack(person);
    if (stack.isEmpty()) {
      throw new SlackProblem("not_found");
    }
    if (stack.size() >= MAX_STACK) {
      throw new SlackProblem("push_limit_reached");
    }
    ObjectNode below = stack.getLast().view();
    return add(
        person,
        form.of(given, nextId(), below.path("id").asText(), below.path("root_view_id").asText()));
  }

  /**
   * Changes what a view shows, wherever in the stack it is.
   *
   * @param hash empty: whatever is there now
   */
  public ObjectNode update(String viewId, String hash, ObjectNode given) {
    Open old = find(viewId).orElseThrow(() -> new SlackProblem("not_found"));
    if (!hash.isEmpty() && !hash.equals(old.view().path("hash").asText())) {
      throw new SlackProblem("hash_conflict");
    }
    check(given, viewId);
    ObjectNode view =
        form.of(
            given,
            viewId,
            Json.text(old.view(), "previous_view_id").orElse(""),
            old.view().path("root_view_id").asText());
    stack(old.person())
        .replaceAll(open -> open.id().equals(viewId) ? new Open(open.person(), view) : open);
    showTop(old.person());
    return view.deepCopy();
  }

  public Optional<String> idOfExternal(String externalId) {
    return all().stream()
        .filter(open -> open.view().path("external_id").asText().equals(externalId))
        .map(Open::id)
        .findFirst();
  }

  /** What this person looks at now. */
  public Optional<ObjectNode> top(Person person) {
    List<Open> stack = stack(person);
    return stack.isEmpty() ? Optional.empty() : Optional.of(stack.getLast().view().deepCopy());
  }

  Optional<Open> find(String viewId) {
    return all().stream().filter(open -> open.id().equals(viewId)).findFirst();
  }

  /** Closes one view; the one below is seen again. */
  void close(Open open) {
    if (stack(open.person()).removeIf(one -> one.id().equals(open.id()))) {
      announceClosed(open);
      showTop(open.person());
    }
  }

  void closeAll(Person person) {
    List<Open> before = List.copyOf(stack(person));
    stack(person).clear();
    before.reversed().forEach(this::announceClosed);
  }

  private void check(ObjectNode given, String ownId) {
    ViewForm.check(given);
    String externalId = given.path("external_id").asText();
    if (!externalId.isEmpty()
        && idOfExternal(externalId).filter(id -> !id.equals(ownId)).isPresent()) {
      throw new SlackProblem("duplicate_external_id");
    }
  }

  private ObjectNode add(Person person, ObjectNode view) {
    stack(person).add(new Open(person, view));
    showTop(person);
    return view.deepCopy();
  }

  private void showTop(Person person) {
    top(person).ifPresent(view -> listeners.forEach(listener -> listener.shown(person.id(), view)));
  }

  private void announceClosed(Open open) {
    listeners.forEach(listener -> listener.closed(open.person().id(), open.id()));
  }

  private List<Open> all() {
    return stacks.values().stream().flatMap(List::stream).toList();
  }

  private List<Open> stack(Person person) {
    return stacks.computeIfAbsent(person.id(), id -> new ArrayList<>());
  }

  private String nextId() {
    return "V0SBX%05d".formatted(number++);
  }
}
