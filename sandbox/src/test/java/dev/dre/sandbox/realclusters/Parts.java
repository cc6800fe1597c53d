package dev.dre.sandbox.realclusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The parts of the two clusters that can be ended at once, as a crash does.
 *
 * @param command what ends one and sees that it is started again, with words of its own
 */
record Parts(List<String> command) {

  static final String KUBELET = "kubelet";
  static final String API_SERVER = "kube-apiserver";
  static final String ETCD = "etcd";

  private static final long PATIENCE_SECONDS = 180;

  /** Empty where nobody said how ({@code ./dre test --clusters … --kill COMMAND}). */
  static Optional<Parts> given() {
    return Optional.ofNullable(System.getenv("DRE_TEST_KILL"))
        .map(command -> new Parts(List.of(command.split(" +"))));
  }

  /** Returns when it was started again. */
  void kill(String part, RealCluster cluster) throws IOException, InterruptedException {
    var words = new ArrayList<>(command);
    words.add(part);
    words.add(cluster.name());
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(ended && process.exitValue() == 0).as("%s has ended well", words).isTrue();
  }
}
