package dev.dre.sandbox.slack.api;

/** What the bot's token may do. */
final class Scopes {
  static final String ALL =
      "channels:history,channels:join,channels:read,chat:write,commands,files:read,files:write,groups:history,groups:read,usergroups:read,users:read";

  private Scopes() {}
}
