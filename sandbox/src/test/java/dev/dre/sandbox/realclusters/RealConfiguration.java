package dev.dre.sandbox.realclusters;

import dev.dre.config.Configuration;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * {@code config/example} with what is in two real clusters in it.
 *
 * @param home where the project is
 * @param state where the files are written
 * @param pooler what stands before db-42
 */
record RealConfiguration(
    Path home,
    Path state,
    RealCluster clusterA,
    RealCluster clusterB,
    Optional<RealPooler> pooler) {

  private static final String SERVER = RealSandbox.SERVER;

  /**
   * For one worker with a kubeconfig of both clusters. In cluster-a db-42 is run by a StatefulSet
   * that it may change; in cluster-b it may make one, for another place of db-42.
   *
   * @param provisioned {@code host:port} of that place
   * @param newer of the place in cluster-a for a newer server
   */
  Configuration ofCentralWorker(String provisioned, String newer) throws IOException {
    Files.writeString(kubeconfig(), Serialization.asYaml(access()));
    return load(text -> withWorkload(text, provisioned, newer));
  }

  /** For a worker inside each cluster. */
  Configuration ofInstalledWorkers() throws IOException {
    return load(text -> text);
  }

  /** The files that were loaded, by their names, as a worker inside a cluster reads them. */
  SortedMap<String, String> inAnImage() throws IOException {
    var files = new TreeMap<String, String>();
    for (Path file : files(folder())) {
      files.put(
          file.getFileName().toString(),
          Files.readString(file)
              .replace(runbooks(), "/app/runbooks")
              // The other one is not this worker's affair.
              .replaceAll("(?m)^ +kubeconfig: .*$", "    in_cluster: true"));
    }
    return files;
  }

  private Path kubeconfig() {
    return state.resolve("kubeconfig");
  }

  private Path folder() {
    return state.resolve("config");
  }

  private String runbooks() {
    return home.resolve("config/runbooks").toString();
  }

  private Configuration load(UnaryOperator<String> more) throws IOException {
    Files.createDirectories(folder());
    for (Path file : files(home.resolve("config/example"))) {
      String text =
          Files.readString(file)
              .replace("~/.kube/config", kubeconfig().toString())
              .replace("../runbooks", runbooks())
              .replace("namespace: dre-jobs", "namespace: " + clusterA.namespace())
              .replaceAll("(toolbox: ).*", "$1" + RealSandbox.given("DRE_TEST_TOOLBOX_IMAGE"));
      for (RealCluster cluster : List.of(clusterA, clusterB)) {
        String letter = cluster.name().substring("cluster-".length());
        String[] address = cluster.address(SERVER).split(":", 2);
        text =
            text.replace(
                "host: db-42.%s.example, port: 5432".formatted(letter),
                "host: %s, port: %s".formatted(address[0], address[1]));
      }
      if (pooler.isPresent()) {
        text =
            text.replaceFirst(
                "(?m)^    labels: .*$", Matcher.quoteReplacement("    " + pooler.get().written()));
      }
      Files.writeString(folder().resolve(file.getFileName()), more.apply(text));
    }
    return Configuration.load(folder());
  }

  private String withWorkload(String text, String provisioned, String newer) {
    String[] address = provisioned.split(":", 2);
    String[] newerAddress = newer.split(":", 2);
    String more =
        text.replaceFirst(
                "(?m)^( +)(cluster-b: .*secret: db-42-cluster-b.*)$",
                """
                $1$2
                $1%s: { cluster: cluster-a, host: %s, port: %s, database: app, secret: db-42-cluster-a }
                $1%s: { cluster: cluster-b, host: %s, port: %s, database: app, secret: db-42-cluster-b, workload: statefulset/%s, namespace: %s }"""
                    .formatted(
                        RealSandbox.NEWER,
                        newerAddress[0],
                        newerAddress[1],
                        RealSandbox.PROVISIONED,
                        address[0],
                        address[1],
                        SERVER,
                        clusterB.databases()))
            .replaceFirst(
                "(?m)^( +)toolbox: .*$",
                "$0\n$1postgres-16: " + RealSandbox.given("DRE_TEST_POSTGRES_16_11_IMAGE"))
            .replace(
                "secret: db-42-cluster-a,",
                "secret: db-42-cluster-a, workload: statefulset/%s, namespace: %s,"
                    .formatted(SERVER, clusterA.databases()));
    for (RealCluster cluster : List.of(clusterA, clusterB)) {
      more =
          more.replaceAll(
              "(?m)^( +)(kubeconfig: .*context: %s .*)$".formatted(cluster.name()),
              "$1changes: { namespaces: [%s] }\n$1$2".formatted(cluster.databases()));
    }
    return more;
  }

  private Config access() {
    Config one = clusterA.worker().kubeconfig();
    Config other = clusterB.worker().kubeconfig();
    one.setClusters(both(one.getClusters(), other.getClusters()));
    one.setUsers(both(one.getUsers(), other.getUsers()));
    one.setContexts(both(one.getContexts(), other.getContexts()));
    return one;
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
