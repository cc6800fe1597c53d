package dev.dre.operations.command;

/**
 * Where a command was given, for the record.
 *
 * @param channel the chat's channel id; empty when it did not come from a chat
 * @param message the id of the message whose button was pressed; empty when it was typed
 */
public record Origin(String channel, String message) {}
