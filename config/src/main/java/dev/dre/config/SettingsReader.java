package dev.dre.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads settings.yaml. */
final class SettingsReader {

  private static final String[] RIGHTS = {"start", "resume", "abort", "retry", "acknowledge"};

  private final Path folder;
  private final PeopleReader people;

  SettingsReader(Path folder, PeopleReader people) {
    this.folder = folder;
    this.people = people;
  }

  Settings read(Yaml yaml) {
    yaml.only(
        "workspace", "rights", "images", "environments", "modes", "notify", "http", "runbooks");
    var rights = new TreeMap<String, List<String>>();
    yaml.get("rights")
        .only(RIGHTS)
        .fields()
        .forEach(
            (right, holders) -> {
              holders.list().forEach(people::principal);
              rights.put(right, holders.texts());
            });
    var images = new TreeMap<String, String>();
    yaml.get("images")
        .fields(Form.NAME)
        .forEach((name, image) -> images.put(name, image.text(Form.IMAGE)));
    yaml.get("environments").some("the environments of datastores").forEach(y -> y.text(Form.NAME));
    return new Settings(
        yaml.get("workspace").text(Form.WORKSPACE),
        rights,
        images,
        yaml.get("environments").texts(),
        ModesReader.byEnvironment(yaml.get("modes"), yaml.get("environments").texts()),
        webhook(yaml.get("notify").only("webhook").get("webhook")),
        http(yaml.get("http")),
        yaml.get("runbooks").some("folders with runbooks").stream().map(this::runbooks).toList());
  }

  private static Optional<Webhook> webhook(Yaml yaml) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    yaml.only("url", "secret");
    Yaml secret = yaml.get("secret");
    String url = yaml.get("url").text(Form.WEB_ADDRESS);
    return Form.WEB_ADDRESS.fits(url)
        ? Optional.of(
            new Webhook(
                URI.create(url),
                secret.present()
                    ? Optional.of(secret.text(Form.SECRET_REFERENCE))
                    : Optional.empty()))
        : Optional.empty();
  }

  private static SortedMap<String, HttpHost> http(Yaml yaml) {
    var hosts = new TreeMap<String, HttpHost>();
    yaml.fields(Form.HOST)
        .forEach(
            (name, host) -> {
              Yaml token = host.only("token").get("token");
              hosts.put(
                  name,
                  new HttpHost(
                      token.present()
                          ? Optional.of(token.text(Form.SECRET_REFERENCE))
                          : Optional.empty()));
            });
    return hosts;
  }

  private Path runbooks(Yaml yaml) {
    Path path = folder.resolve(yaml.text()).normalize();
    if (!Files.isDirectory(path)) {
      yaml.problem("no folder \"%s\".", path);
    }
    return path;
  }
}
