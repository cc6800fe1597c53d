package dev.dre.operations.event;

import dev.dre.operations.plan.ClusterName;
import java.time.Instant;

/**
 * Something that is wrong and that an operation cannot see from inside, such as a worker that is
 * not there.
 *
 * @param key the same as long as it is the same trouble: {@code unserved/cluster-b}
 * @param words one sentence for people
 * @param since when it began, as far as anybody can tell
 */
public record Notice(NoticeKind kind, String key, String words, Instant since) {

  private static final String UNTOLD = NoticeKind.RETRYING + "/telling-";

  /** The key of: {@code sink} cannot be told anything. */
  public static String untold(String sink) {
    return UNTOLD + sink;
  }

  /** Whether it says that no worker serves {@code cluster}. */
  public boolean isOfNoWorkerFor(ClusterName cluster) {
    return key.equals(NoticeKind.UNSERVED + "/" + cluster);
  }

  /** Whether work of the operation does not get on, and not only who is told of it. */
  public boolean holdsUpWork() {
    return kind.equals(NoticeKind.UNSERVED)
        || (kind.equals(NoticeKind.RETRYING) && !key.startsWith(UNTOLD));
  }
}
