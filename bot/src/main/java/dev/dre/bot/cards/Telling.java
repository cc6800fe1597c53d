package dev.dre.bot.cards;

import dev.dre.operations.temporal.Noticed;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operation what was noticed. A signal is kept for it when nobody serves it; it hears
 * everything once, so saying it again after a while is harmless and costs little.
 */
final class Telling {

  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final Duration SAID = Duration.ofMinutes(1);

  private record What(String key, boolean over) {}

  private final Map<What, Instant> said = new HashMap<>();

  void tell(WorkflowStub operation, List<Noticed> news, Instant now) {
    said.values().removeIf(at -> !now.isBefore(at.plus(SAID)));
    for (Noticed noticed : news) {
      var what = new What(noticed.notice().key(), noticed.over());
      if (said.containsKey(what)) {
        continue;
      }
      try {
        operation.signal("noticed", noticed);
        said.put(what, now);
      } catch (WorkflowException e) {
        // It has ended, or Temporal is away: the next look sees what is so then.
        LOG.debug("not told: {}", noticed.notice().words(), e);
      }
    }
  }
}
