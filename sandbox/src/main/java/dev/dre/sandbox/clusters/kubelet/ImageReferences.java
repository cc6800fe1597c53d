package dev.dre.sandbox.clusters.kubelet;

import java.util.regex.Pattern;

/** Which image references could name an image at all. */
final class ImageReferences {
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?:[A-Za-z0-9.-]+(?::[0-9]+)?)/)?"
              + PART
              + "(?:/"
              + PART
              + ")*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?");

  private ImageReferences() {}

  static boolean isValid(String reference) {
    return REFERENCE.matcher(reference).matches();
  }
}
