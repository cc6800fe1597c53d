package dev.dre.config;

import dev.dre.config.Datastore.Placement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads clusters.yaml and datastores.yaml. */
final class InventoryReader {

  private static final int POSTGRES_PORT = 5432;
  private static final int PGBOUNCER_PORT = 6432;

  private final Path folder;
  private final List<String> environments;
  private final List<String> teams;

  InventoryReader(Path folder, List<String> environments, List<String> teams) {
    this.folder = folder;
    this.environments = environments;
    this.teams = teams;
  }

  SortedMap<String, Cluster> clusters(Yaml yaml) {
    return Named.read(yaml.only("clusters").get("clusters"), this::cluster);
  }

  SortedMap<String, Datastore> datastores(Yaml yaml, List<String> clusters) {
    return Named.read(
        yaml.only("datastores").get("datastores"), entry -> datastore(entry, clusters));
  }

  private Cluster cluster(Yaml yaml) {
    yaml.only("name", "jobs", "changes", "kubeconfig", "in_cluster");
    Yaml jobs = yaml.get("jobs").only("namespace", "service_account");
    Yaml kubeconfig = yaml.get("kubeconfig").only("file", "context");
    Yaml inCluster = yaml.get("in_cluster");
    boolean inside = inCluster.flag() || !inCluster.textOr("false").equals("false");
    if (kubeconfig.present() == inside) {
      yaml.problem("should have either kubeconfig or in_cluster: true.");
    }
    return new Cluster(
        yaml.get("name").text(Form.NAME),
        jobs.get("namespace").text(Form.NAMESPACE),
        jobs.get("service_account").text(Form.NAMESPACE),
        kubeconfig.present()
            ? Optional.of(
                new Cluster.Kubeconfig(
                    path(kubeconfig.get("file")), kubeconfig.get("context").text()))
            : Optional.empty(),
        changeable(yaml.get("changes")));
  }

  private static List<String> changeable(Yaml yaml) {
    Yaml namespaces = yaml.only("namespaces").get("namespaces");
    if (yaml.present()) {
      namespaces
          .some("where steps of the kind kubernetes may change something")
          .forEach(namespace -> namespace.text(Form.NAMESPACE));
    }
    return namespaces.texts();
  }

  /** {@code ~} is the home folder; anything else is relative to the configuration. */
  private Path path(Yaml yaml) {
    String text = yaml.text();
    try {
      return text.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), text.substring(2))
          : folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      yaml.problem("\"%s\" should be the path of a file.", text);
      return folder;
    }
  }

  private Datastore datastore(Yaml yaml, List<String> clusters) {
    yaml.only(
        "name",
        "engine",
        "team",
        "environment",
        "cluster",
        "version",
        "app_roles",
        "placements",
        "pgbouncer",
        "labels");
    var placements = new TreeMap<String, Placement>();
    yaml.get("placements")
        .fields()
        .forEach(
            (name, placement) ->
                placements.put(name, placement(placement, clusterOf(name, placement, clusters))));
    Yaml cluster = yaml.get("cluster");
    var places = new TreeSet<>(clusters);
    places.addAll(placements.keySet());
    String where = cluster.oneOf("cluster", List.copyOf(places));
    if (places.contains(where) && !placements.containsKey(where)) {
      cluster.problem("\"%s\" has no entry in placements.", where);
    }
    yaml.get("labels").fields().values().forEach(Yaml::text);
    return new Datastore(
        yaml.get("name").text(Form.NAME),
        yaml.get("engine").oneOf("engine", List.of("postgres")),
        yaml.get("team").oneOf("team", teams),
        yaml.get("environment").oneOf("environment", environments),
        where,
        yaml.get("version").text(),
        yaml.get("app_roles").texts(),
        placements,
        yaml.get("pgbouncer").present()
            ? Optional.of(pooler(yaml.get("pgbouncer"), List.copyOf(placements.keySet())))
            : Optional.empty());
  }

  private static Pooler pooler(Yaml yaml, List<String> places) {
    yaml.only("hosts", "port", "database", "secret", "files");
    var files = new TreeMap<String, String>();
    yaml.get("files")
        .fields()
        .forEach(
            (place, file) -> {
              if (!places.contains(place)) {
                file.problem("%s", Suggestion.unknown("entry of placements", place, places));
              }
              files.put(place, file.text(Form.FILE));
            });
    for (String place : places) {
      if (!files.containsKey(place)) {
        yaml.get("files").problem("has no file that leads to %s.", place);
      }
    }
    return new Pooler(
        yaml.get("hosts").some("where its consoles are").stream()
            .map(host -> host.text(Form.BARE_HOST))
            .toList(),
        yaml.get("port").number(PGBOUNCER_PORT, 1, 65_535),
        yaml.get("database").text(Form.IDENTIFIER),
        yaml.get("secret").text(Form.SECRET),
        files);
  }

  /** A place is called as the cluster that it is in, unless it says another. */
  private static String clusterOf(String name, Yaml placement, List<String> clusters) {
    Yaml cluster = placement.get("cluster");
    if (!cluster.present()) {
      if (!clusters.contains(name)) {
        placement.problem(
            "%s A place that is called otherwise says in which of them it is: cluster: …",
            Suggestion.unknown("cluster", name, clusters));
      }
      return name;
    }
    String where = cluster.oneOf("cluster", clusters);
    if (clusters.contains(name) && !name.equals(where)) {
      placement.problem(
          "\"%s\" is a cluster: call a place in %s otherwise, such as %s-2.", name, where, where);
    } else if (!Form.NAME.fits(name)) {
      placement.problem("\"%s\" should be %s.", name, Form.NAME.words());
    }
    return where;
  }

  private static Placement placement(Yaml yaml, String cluster) {
    yaml.only("cluster", "host", "port", "database", "secret", "workload", "namespace", "volumes");
    Yaml workload = yaml.get("workload");
    Yaml namespace = yaml.get("namespace");
    if (workload.present() != namespace.present()) {
      yaml.problem("should have both workload and namespace, or none of them.");
    }
    var volumes = new TreeMap<String, String>();
    yaml.get("volumes")
        .fields(Form.IDENTIFIER)
        .forEach((name, claim) -> volumes.put(name, claim.text(Form.CLAIM)));
    return new Placement(
        cluster,
        yaml.get("host").text(),
        yaml.get("port").number(POSTGRES_PORT, 1, 65_535),
        yaml.get("database").text(),
        yaml.get("secret").text(Form.SECRET),
        workload.present() ? workload.text(Form.WORKLOAD) : "",
        namespace.present() ? namespace.text(Form.NAMESPACE) : "",
        volumes);
  }
}
