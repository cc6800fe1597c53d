package dev.dre.bot.slack;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Counts how Slack answers, and how fast. */
final class SlackCalls {

  private final MeterRegistry meters;

  SlackCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  /** What {@code call} returns or throws; its result is {@code ok}, or Slack's word for why not. */
  <T> T counted(String method, Supplier<T> call) {
    var took = Timer.start(meters);
    String result = "error";
    try {
      T answer = call.get();
      result = "ok";
      return answer;
    } catch (SlackProblem e) {
      result = e.code();
      throw e;
    } finally {
      took.stop(
          Timer.builder("dre.slack.calls")
              .description("Calls of Slack's Web API")
              .tag("method", method)
              .tag("result", result)
              .register(meters));
    }
  }
}
