package dev.dre.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What holds for everything.
 *
 * @param workspace the home workspace
 * @param rights who may do what, as written: {@code group:…}, {@code user:…} or {@code team:owner}
 * @param images references by the name that runbooks use
 * @param modes by environment how much plans are trusted at most; none for {@code auto}
 * @param pager where what needs a person at night is sent; empty: nowhere
 * @param http who may be called by HTTP, by {@code host} or {@code host:port}
 * @param runbooks folders
 */
public record Settings(
    String workspace,
    SortedMap<String, List<String>> rights,
    SortedMap<String, String> images,
    List<String> environments,
    SortedMap<String, String> modes,
    Optional<Webhook> pager,
    SortedMap<String, HttpHost> http,
    List<Path> runbooks) {

  /** Why {@code url} may not be called; empty when it may. */
  public Optional<String> problemOfCalling(String url) {
    return CallReader.problemOf(url, http);
  }
}
