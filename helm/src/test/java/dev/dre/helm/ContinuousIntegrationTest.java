package dev.dre.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What .ci/run does with what a machine has, among stand-ins that say how they were called. */
class ContinuousIntegrationTest {

  private static final List<String> NEEDED =
      List.of("bash", "dirname", "realpath", "mkdir", "rm", "sed");

  @TempDir private Path machine;
  private Path project;
  private Path programs;

  @BeforeEach
  void aMachineWithoutAnything() throws IOException {
    project = Files.createDirectories(machine.resolve("project"));
    programs = Files.createDirectories(machine.resolve("bin"));
    Files.createDirectories(project.resolve(".ci"));
    Files.copy(Path.of("../.ci/run"), project.resolve(".ci/run"));
    for (String program : NEEDED) {
      Files.createSymbolicLink(programs.resolve(program), found(program));
    }
    program(programs.resolve("id"), "echo 0");
    program(project.resolve("dre"), "echo \"dre $*\"");
  }

  @Test
  void whatIsNotThereIsSaidInALineEach() throws Exception {
    Ran ran = run(Map.of());

    assertThat(ran.code()).isZero();
    assertThat(ran.said())
        .satisfiesExactly(
            line -> assertThat(line).contains("There is no promtool here"),
            line -> assertThat(line).contains("There is no pgbouncer here"),
            line -> assertThat(line).contains("There is no chromedriver here"),
            line -> assertThat(line).isEqualTo("dre test"),
            line ->
                assertThat(line)
                    .contains("real clusters were not run", "shared/kube/kube", "DRE_TEST_KUBE"));
  }

  @Test
  void ofPackagesOnlyTheOneThatComesNowIsUnpacked() throws Exception {
    Path cache = Files.createDirectories(machine.resolve("cache/dre/packages/promtool"));
    Files.writeString(cache.resolve("prometheus_1.0_amd64.deb"), "");
    program(programs.resolve("apt-get"), "echo > prometheus_2.0_amd64.deb");
    program(programs.resolve("dpkg"), "echo \"dpkg $*\"");

    assertThat(run(Map.of()).said()).contains("dpkg -x prometheus_2.0_amd64.deb .");
    assertThat(cache.resolve("prometheus_1.0_amd64.deb")).doesNotExist();
  }

  @Test
  void aPackageThatCannotBeFetchedKeepsNoTestFromRunning() throws Exception {
    program(programs.resolve("apt-get"), "exit 100");

    Ran ran = run(Map.of());

    assertThat(ran.code()).isZero();
    assertThat(ran.said())
        .contains("dre test")
        .filteredOn(line -> line.startsWith("There is no "))
        .hasSize(3);
  }

  @Test
  void theBrowserIsInstalledWhereThereIsNone() throws Exception {
    program(programs.resolve("apt-get"), "echo \"apt-get $*\"");

    assertThat(run(Map.of()).said()).contains("apt-get install -qq -y chromium chromium-driver");

    program(programs.resolve("chromedriver"), "exit 0");
    assertThat(run(Map.of()).said()).noneMatch(line -> line.contains("chromium"));
  }

  @Test
  void clustersComeFromWhateverIsNamedAndEndAfterTheTests() throws Exception {
    Path kube = clusters("exit 0");

    Ran ran = run(Map.of("DRE_TEST_KUBE", kube.toString()));

    assertThat(ran.code()).isZero();
    assertThat(ran.said())
        .endsWith(
            "dre test",
            "dre test --clusters /merged --load %1$s load --kill .ci/kill-part %1$s"
                .formatted(kube));
    assertThat(machine.resolve("down")).exists();
  }

  @Test
  void howClustersEndDoesNotCount() throws Exception {
    Path kube = clusters("exit 7");

    assertThat(run(Map.of("DRE_TEST_KUBE", kube.toString())).code()).isZero();
  }

  @Test
  void testsThatFailInClustersFailEvenIfThoseEndWell() throws Exception {
    Path kube = clusters("exit 0");
    program(project.resolve("dre"), "[ $# -eq 1 ] || exit 3");

    assertThat(run(Map.of("DRE_TEST_KUBE", kube.toString())).code()).isEqualTo(3);
    assertThat(machine.resolve("down")).exists();
  }

  private Path clusters(String down) throws IOException {
    Path kube = machine.resolve("kube");
    program(
        kube,
        """
        case $1 in
          up) echo 'merged: /merged' ;;
          down) echo > %s; %s ;;
        esac"""
            .formatted(machine.resolve("down"), down));
    return kube;
  }

  private record Ran(int code, List<String> said) {}

  private Ran run(Map<String, String> environment) throws IOException, InterruptedException {
    Path said = machine.resolve("said");
    var builder =
        new ProcessBuilder(project.resolve(".ci/run").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().remove("DRE_TEST_KUBE");
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", programs.toString(),
                "XDG_CACHE_HOME", machine.resolve("cache").toString()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), Files.readAllLines(said));
  }

  private static void program(Path file, String does) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path found(String program) {
    return List.of("/usr/bin", "/bin").stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
