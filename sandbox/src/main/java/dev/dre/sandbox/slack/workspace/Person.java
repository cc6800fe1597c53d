package dev.dre.sandbox.slack.workspace;

/**
 * Somebody who has an account.
 *
 * @param name what follows the @
 * @param guest sees only the channels they were added to
 */
public record Person(String id, String name, String realName, boolean guest) {}
