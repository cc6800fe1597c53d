package dev.dre.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinariesTest {

  @Test
  void theCacheIsWhereTheEnvironmentSays() {
    assertThat(Binaries.cacheFolder(Map.of("DRE_CACHE", "/a", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(Binaries.cacheFolder(Map.of("DRE_CACHE", "", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/b/dre"));
    assertThat(Binaries.cacheFolder(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "dre"));
  }

  @Test
  void aVersionThatNobodyHasIsRefusedWithThoseThatCanBeHad(
      @org.junit.jupiter.api.io.TempDir Path folder) {
    var binaries = Binaries.in(folder, line -> {});

    assertThatThrownBy(() -> binaries.postgres(7))
        .isInstanceOf(ServerException.class)
        .hasMessage("PostgreSQL 7 is not installed here, and only 16 and 18 can be fetched.");
  }

  @Test
  void platformsAreKnownByTheNamesThatJavaGivesThem() {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_X86_64);
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(Platform.MACOS_ARM64);
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .hasMessageContaining("Windows 11 on amd64");
  }
}
