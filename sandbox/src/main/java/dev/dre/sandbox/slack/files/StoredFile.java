package dev.dre.sandbox.slack.files;

import java.util.List;

/**
 * A file from the moment its upload was announced.
 *
 * @param ticket the secret end of the address that its content is sent to
 * @param length in bytes, as announced
 * @param created in seconds since 1970
 * @param title empty until the upload is completed
 * @param shares the messages that show it, oldest first
 */
public record StoredFile(
    String id,
    String ticket,
    String name,
    int length,
    String altText,
    long created,
    String title,
    boolean completed,
    List<Share> shares) {

  /**
   * A message with the file.
   *
   * @param threadTs empty when it is no reply
   */
  public record Share(String channel, String ts, String threadTs) {}

  public StoredFile {
    shares = List.copyOf(shares);
  }

  public StoredFile asCompleted(String newTitle, List<Share> newShares) {
    return new StoredFile(id, ticket, name, length, altText, created, newTitle, true, newShares);
  }
}
