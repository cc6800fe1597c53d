package dev.dre.sandbox.clusters.apiserver;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The objects of a cluster, in memory and on disk. Every change gets the next revision and is told
 * to those who listen, in order. Listeners are called under the store's lock: they hand over and
 * return.
 */
public final class Store {
  private static final int HISTORY = 2_000;
  private static final int REVISIONS_AT_ONCE = 1_000;

  private final ObjectFiles files;
  private final Map<ObjectKey, ApiObject> objects = new TreeMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private long revision;
  private long reserved;
  private long forgotten;

  private Store(ObjectFiles files) {
    this.files = files;
    this.revision = files.highestRevision();
    this.reserved = revision;
    files.load().forEach(o -> objects.put(o.key(), o));
    // What happened before this start is not remembered: a watch from back then has to list again.
    this.forgotten = revision;
  }

  /** Opens what an earlier process left in {@code folder}, or an empty store. */
  public static Store open(Path folder) {
    return new Store(new ObjectFiles(folder));
  }

  public synchronized Optional<ApiObject> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /**
   * All objects of a kind, in the order of their names.
   *
   * @param namespace empty for all
   */
  public synchronized List<ApiObject> list(ResourceKind kind, String namespace) {
    return objects.values().stream()
        .filter(o -> o.kind().equals(kind))
        .filter(o -> namespace.isEmpty() || o.namespace().equals(namespace))
        .toList();
  }

  /** Everything that says it belongs to the object with this uid. */
  public synchronized List<ApiObject> ownedBy(String uid) {
    return objects.values().stream().filter(o -> o.ownerUids().contains(uid)).toList();
  }

  public synchronized List<ApiObject> inNamespace(String namespace) {
    return objects.values().stream().filter(o -> o.namespace().equals(namespace)).toList();
  }

  public synchronized long revision() {
    return revision;
  }

  public synchronized ApiObject create(ApiObject object) {
    var existing = objects.get(object.key());
    if (existing != null) {
      throw existing.isBeingDeleted()
          ? ApiError.stillBeingDeleted(object.key())
          : ApiError.alreadyExists(object.key());
    }
    var created = stamped(object.copy());
    keep(created);
    tell(new Change(revision, Change.Type.ADDED, created, null));
    return created;
  }

  /**
   * Replaces an object by what {@code change} makes of a copy of it; removes it instead when it is
   * being deleted and the change took away the last reason to wait. A change that changes nothing
   * leaves the revision alone.
   *
   * @return the object as it is now, or as it was last
   */
  public synchronized ApiObject update(ObjectKey key, UnaryOperator<ApiObject> change) {
    var before = existing(key);
    var after = change.apply(before.copy());
    if (after.isDueForRemoval()) {
      return remove(before, after);
    }
    if (after.json().equals(before.json())) {
      return before;
    }
    var stamped = stamped(after);
    keep(stamped);
    tell(new Change(revision, Change.Type.MODIFIED, stamped, before));
    return stamped;
  }

  /** As {@link #update}, when the object is still there and still the one with this uid. */
  public synchronized void updateIfPresent(
      ObjectKey key, String uid, UnaryOperator<ApiObject> change) {
    var now = objects.get(key);
    if (now != null && now.uid().equals(uid)) {
      update(key, change);
    }
  }

  public synchronized ApiObject remove(ObjectKey key) {
    var before = existing(key);
    return remove(before, before.copy());
  }

  public synchronized void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /**
   * Listens from a point in the past on, without a gap.
   *
   * @return whether {@code since} is still remembered; nothing is told when it is not
   */
  synchronized boolean listenSince(long since, Consumer<Change> listener) {
    if (since < forgotten || since > revision) {
      return false;
    }
    history.stream().filter(c -> c.revision() > since).forEach(listener);
    listeners.add(listener);
    return true;
  }

  /** Listens after being told of everything that is there now. */
  synchronized void listenWithState(Consumer<Change> listener) {
    new ArrayList<>(objects.values())
        .forEach(o -> listener.accept(new Change(revision, Change.Type.ADDED, o, null)));
    listeners.add(listener);
  }

  void unlisten(Consumer<Change> listener) {
    listeners.remove(listener);
  }

  private ApiObject existing(ObjectKey key) {
    var object = objects.get(key);
    if (object == null) {
      throw ApiError.notFound(key);
    }
    return object;
  }

  private ApiObject remove(ApiObject before, ApiObject last) {
    var removed = stamped(last);
    objects.remove(before.key());
    files.delete(before.key());
    tell(new Change(revision, Change.Type.DELETED, removed, before));
    return removed;
  }

  private ApiObject stamped(ApiObject object) {
    revision++;
    if (revision > reserved) {
      reserved = revision + REVISIONS_AT_ONCE;
      files.reserveRevisions(reserved);
    }
    object.metadata().put("resourceVersion", Long.toString(revision));
    return object;
  }

  private void keep(ApiObject object) {
    files.write(object);
    objects.put(object.key(), object);
  }

  private void tell(Change change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      forgotten = history.removeFirst().revision();
    }
    listeners.forEach(l -> l.accept(change));
  }
}
