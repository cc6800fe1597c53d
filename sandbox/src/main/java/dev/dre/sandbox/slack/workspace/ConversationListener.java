package dev.dre.sandbox.slack.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Hears of every change, right after it was written down. */
public interface ConversationListener {

  void posted(Channel channel, ObjectNode message);

  /** Its content, or the number of its replies. */
  void changed(Channel channel, ObjectNode message);

  void deleted(Channel channel, ObjectNode message);
}
