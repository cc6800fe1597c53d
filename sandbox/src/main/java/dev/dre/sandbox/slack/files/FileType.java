package dev.dre.sandbox.slack.files;

import java.util.Locale;

/**
 * What Slack makes of the ending of a file's name: its own word, its words for people, and whether
 * it shows the content as text.
 */
enum FileType {
  CSV("csv", "CSV", "text/csv", true),
  TEXT("text", "Plain Text", "text/plain", true),
  JSON("json", "JSON", "application/json", true),
  MARKDOWN("markdown", "Markdown (raw)", "text/markdown", true),
  YAML("yaml", "YAML", "text/yaml", true),
  BINARY("binary", "Binary", "application/octet-stream", false);

  final String slackName;
  final String pretty;
  final String mime;
  final boolean text;

  FileType(String slackName, String pretty, String mime, boolean text) {
    this.slackName = slackName;
    this.pretty = pretty;
    this.mime = mime;
    this.text = text;
  }

  static FileType of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "csv" -> CSV;
      case "txt", "log" -> TEXT;
      case "json" -> JSON;
      case "md" -> MARKDOWN;
      case "yaml", "yml" -> YAML;
      default -> BINARY;
    };
  }
}
