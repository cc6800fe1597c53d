package dev.dre.operations.planning;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Pooler;
import dev.dre.config.Runbook;
import dev.dre.config.Suggestion;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.PlannedJob;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans Jobs: in which cluster, of which image, and what each finds in its environment. */
final class JobPlanner {

  private final Configuration configuration;
  private final Datastore datastore;
  private final Scope scope;

  JobPlanner(Configuration configuration, Datastore datastore, Scope scope) {
    this.configuration = configuration;
    this.datastore = datastore;
    this.scope = scope;
  }

  PlannedJob plan(Runbook.Job job) throws Refusal {
    String where = scope.resolve(job.cluster());
    String name = datastore.clusterOf(where);
    var cluster = configuration.clusters().get(name);
    if (cluster == null) {
      throw new Refusal(
          "I know " + Suggestion.unknown("cluster", name, configuration.clusters().keySet()));
    }
    String image = configuration.settings().images().getOrDefault(job.image(), "");
    if (datastore.environment().equals("prod") && !image.contains("@sha256:")) {
      throw new Refusal(
          "image %s is \"%s\": for the environment prod it has to be named by its digest (…@sha256:…)."
              .formatted(job.image(), image));
    }
    var env = new TreeMap<String, String>();
    job.env().forEach((k, v) -> env.put(k, scope.resolve(v)));
    var secrets = new TreeMap<String, PlannedJob.SecretKey>();
    for (var database : job.databases().entrySet()) {
      connect(database.getKey(), scope.resolve(database.getValue()), env, secrets);
    }
    if (job.pgbouncer() && datastore.pgbouncer().isPresent()) {
      lead(datastore.pgbouncer().get(), job, env, secrets);
    }
    return new PlannedJob(
        new ClusterName(name),
        cluster.namespace(),
        cluster.serviceAccount(),
        image,
        job.run().stream().map(word -> scope.resolve(word)).toList(),
        env,
        secrets,
        volumes(job, where),
        Optional.of(job.memory()).filter(memory -> !memory.isEmpty()),
        job.timeout(),
        Planner.place(datastore, where));
  }

  private SortedMap<String, String> volumes(Runbook.Job job, String where) throws Refusal {
    var claims = new TreeMap<String, String>();
    for (var volume : job.volumes().entrySet()) {
      var placement = datastore.placements().get(where);
      var claim = placement == null ? null : placement.volumes().get(volume.getValue());
      if (claim == null) {
        throw new Refusal(
            "%1$s has no volume \"%2$s\" in %3$s: in datastores.yaml, give its place there volumes: { %2$s: <a PersistentVolumeClaim in the namespace of the Jobs> }."
                .formatted(datastore.name(), volume.getValue(), where));
      }
      claims.put(volume.getKey(), claim);
    }
    return claims;
  }

  /** The consoles like a database, and for each database of the Job the file that leads there. */
  private void lead(
      Pooler pooler,
      Runbook.Job job,
      SortedMap<String, String> env,
      SortedMap<String, PlannedJob.SecretKey> secrets) {
    env.put("ROUTE_HOST", String.join(",", pooler.hosts()));
    env.put("ROUTE_PORT", String.valueOf(pooler.port()));
    env.put("ROUTE_DATABASE", pooler.database());
    secrets.put("ROUTE_USER", new PlannedJob.SecretKey(pooler.secret(), "username"));
    secrets.put("ROUTE_PASSWORD", new PlannedJob.SecretKey(pooler.secret(), "password"));
    job.databases()
        .forEach(
            (prefix, place) ->
                env.put(
                    prefix.toUpperCase(Locale.ROOT) + "_ROUTE",
                    pooler.files().getOrDefault(scope.resolve(place), "")));
  }

  /** Addresses as plain variables; user and password only by reference. */
  private void connect(
      String prefix,
      String where,
      SortedMap<String, String> env,
      SortedMap<String, PlannedJob.SecretKey> secrets)
      throws Refusal {
    var placement = datastore.placements().get(where);
    if (placement == null) {
      throw new Refusal("%s has no place in %s.".formatted(datastore.name(), where));
    }
    String name = prefix.toUpperCase(Locale.ROOT);
    env.put(name + "_HOST", placement.host());
    env.put(name + "_PORT", String.valueOf(placement.port()));
    env.put(name + "_DATABASE", placement.database());
    secrets.put(name + "_USER", new PlannedJob.SecretKey(placement.secret(), "username"));
    secrets.put(name + "_PASSWORD", new PlannedJob.SecretKey(placement.secret(), "password"));
  }
}
