package dev.dre.sandbox.slack.workspace;

/**
 * The app as the workspace knows it.
 *
 * @param userId as whom it is mentioned and posts
 * @param botId as whom its messages are marked
 * @param command the slash command it owns, with the slash
 */
public record BotAccount(String userId, String botId, String appId, String name, String command) {}
