package dev.dre.sandbox;

/** What a sandbox is made of; each can be started alone. */
public enum Part {
  SLACK,
  CLUSTERS,
  TEMPORAL,
  POSTGRES,
  WORKER,
  BOT,
  LOAD
}
