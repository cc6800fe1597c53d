package dev.dre.config;

import java.util.regex.Pattern;

/** How a text that an operator writes has to look. */
enum Form {
  /** Of objects; operations, Jobs and workflow ids are named after them. */
  NAME("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", "lower-case letters, digits and -, at most 40"),
  /** Of what a runbook defines, so that it can stand in a reference. */
  IDENTIFIER(
      "[a-z][a-z0-9_]{0,30}", "lower-case letters, digits and _, a letter first, at most 31"),
  VARIABLE("[A-Z_][A-Z0-9_]*", "upper-case letters, digits and _, as variables of programs are"),
  /** What Kubernetes allows; a password that was pasted here rarely looks like it. */
  SECRET(
      "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
      "the name of a Kubernetes Secret (lower-case letters, digits, - and .), never its content"),
  /** Of most objects of Kubernetes. */
  OBJECT(
      "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
      "the name of an object of Kubernetes (lower-case letters, digits, - and .)"),
  CLAIM(
      "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
      "the name of a PersistentVolumeClaim (lower-case letters, digits, - and .)"),
  /** Absolute, without .. or a folder that every container has already. */
  FOLDER(
      "(?!/(tmp|dev|proc|sys|etc|usr|bin|lib|lib64|opt)(/|$))(/[A-Za-z0-9_-]+)+",
      "a folder of the container such as /backups, and none that it has already"),
  NAMESPACE(
      "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
      "a name in Kubernetes: lower-case letters, digits and -, at most 63"),
  WORKLOAD(
      "(statefulset|deployment)/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
      "statefulset/<name> or deployment/<name>"),
  IMAGE(
      "[a-z0-9][^\\s@]*(@sha256:[0-9a-f]{64})?",
      "an image, best by its digest: …@sha256:<64 digits>"),
  /** Not less than what a pod of ours asks for. */
  MEMORY(
      "(12[89]|1[3-9][0-9]|[2-9][0-9]{2}|[1-9][0-9]{3,5})Mi|[1-9][0-9]{0,2}Gi",
      "a size such as 2Gi, at least 128Mi"),
  FILE("(/[A-Za-z0-9_.-]+)+", "a file such as /etc/pgbouncer/cluster-a.ini"),
  BARE_HOST("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", "a host such as pgbouncer.example"),
  HOST(
      "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?",
      "a host such as status.example or status.example:8443"),
  WEB_ADDRESS(
      "https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~%/+=&?-]*)?",
      "a web address such as https://pager.example/hooks/dre"),
  /** Where a secret is, never the secret. */
  SECRET_REFERENCE(
      "env:[A-Z_][A-Z0-9_]*|file:/.+", "env:NAME or file:/path: never the secret itself"),
  WORKSPACE("[TE][A-Z0-9]{5,}", "the id of a Slack workspace, such as T0SANDBOX"),
  USER("[UW][A-Z0-9]{5,}", "the id of a Slack user, such as U0BOB0001"),
  USERGROUP("S[A-Z0-9]{5,}", "the id of a Slack user group, such as S0123456789");

  private final Pattern pattern;
  private final String words;

  Form(String pattern, String words) {
    this.pattern = Pattern.compile(pattern);
    this.words = words;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  /** What is right, for a message. */
  String words() {
    return words;
  }
}
