package dev.dre.sandbox.slack.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dre.sandbox.slack.message.Arguments;

/** One method of the Web API. */
@FunctionalInterface
interface ApiMethod {

  /**
   * Does what it is called for.
   *
   * @return what follows {@code "ok": true}
   * @throws dev.dre.sandbox.slack.message.SlackProblem instead of {@code "ok": false}
   */
  ObjectNode call(Arguments arguments);
}
