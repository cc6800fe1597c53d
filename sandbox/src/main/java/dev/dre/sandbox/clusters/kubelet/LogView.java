package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.apiserver.PodLogs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What of a log a query is answered with. */
final class LogView {
  private final PodLogs.Query query;

  LogView(PodLogs.Query query) {
    this.query = query;
  }

  /** Of everything: the last lines first, then the limit, which cuts the end. */
  byte[] of(List<ContainerLog.Line> lines) {
    var recent =
        lines.stream()
            .filter(l -> query.since().isEmpty() || !l.time().isBefore(query.since().get()))
            .toList();
    int from = Math.max(0, recent.size() - query.tail().orElse(Integer.MAX_VALUE));
    byte[] all = rendered(recent.subList(Math.min(from, recent.size()), recent.size()));
    long limit = query.limitBytes().orElse(Long.MAX_VALUE);
    return all.length <= limit ? all : Arrays.copyOf(all, (int) limit);
  }

  byte[] rendered(List<ContainerLog.Line> lines) {
    var out = new ByteArrayOutputStream();
    for (var line : lines) {
      if (query.timestamps()) {
        out.writeBytes((line.time() + " ").getBytes(StandardCharsets.UTF_8));
      }
      out.write(
          line.bytes().array(),
          line.bytes().arrayOffset() + line.bytes().position(),
          line.bytes().remaining());
    }
    return out.toByteArray();
  }
}
