package dev.dre.operations.client.history;

/** An entry that was found, with where it was. */
record Hit(Chunk chunk, HistoryEntry entry) {

  Position position() {
    return new Position(chunk.operation(), chunk.run(), entry.run(), entry.event());
  }
}
