package dev.dre.sandbox.clusters.kubelet;

import dev.dre.sandbox.clusters.controllers.Pace;
import io.fabric8.kubernetes.api.model.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a pod shows whose image is not there: a failed pull and a back-off, in turns. */
final class ImagePulls {
  private static final int LONGEST_BACK_OFF = 8;

  private final Pace pace;
  private final Map<String, Round> rounds = new HashMap<>();

  private record Round(int tries, boolean backingOff, Instant until) {}

  ImagePulls(Pace pace) {
    this.pace = pace;
  }

  /** What a pod says at {@code now} about an image that does not exist. */
  NotReady problem(String podUid, Container container, Instant now) {
    String image = container.getImage();
    if (!ImageReferences.isValid(image)) {
      return new NotReady(
          "InvalidImageName",
          "Failed to apply default image tag \"%s\": couldn't parse image name \"%s\": invalid reference format"
              .formatted(image, image),
          "InspectFailed");
    }
    if (container.getImagePullPolicy().equals("Never")) {
      return new NotReady(
          "ErrImageNeverPull",
          "Container image \"%s\" is not present with pull policy of Never".formatted(image),
          "ErrImageNeverPull");
    }
    var round = rounds.merge(podUid, first(now), (old, next) -> old);
    if (!now.isBefore(round.until)) {
      round = next(round, now);
      rounds.put(podUid, round);
    }
    return round.backingOff
        ? new NotReady(
            "ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(image), "BackOff")
        : new NotReady(
            "ErrImagePull",
            "failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s: not found"
                .formatted(image, image, image),
            "Failed");
  }

  void forget(String podUid) {
    rounds.remove(podUid);
  }

  private Round first(Instant now) {
    return new Round(1, false, now.plus(pace.pull()));
  }

  private Round next(Round round, Instant now) {
    if (round.backingOff) {
      return new Round(round.tries + 1, false, now.plus(pace.pull()));
    }
    int factor = Math.min(LONGEST_BACK_OFF, 1 << Math.min(round.tries - 1, 3));
    Duration wait = pace.pull().multipliedBy(factor);
    return new Round(round.tries, true, now.plus(wait));
  }
}
