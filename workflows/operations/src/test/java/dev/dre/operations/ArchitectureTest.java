package dev.dre.operations;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The core is pure: the same commands and outcomes make the same operation, always. */
class ArchitectureTest {

  private static final String[] CORE = {
    "dev.dre.operations",
    "dev.dre.operations.command",
    "dev.dre.operations.effect",
    "dev.dre.operations.event",
    "dev.dre.operations.id",
    "dev.dre.operations.json",
    "dev.dre.operations.plan"
  };

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dre.operations", "dev.dre.approvals");

  @ParameterizedTest
  @MethodSource("rules")
  void itHolds(ArchRule rule) {
    rule.check(ALL);
  }

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..")
            .because("the rules are tested without a server, and a new SDK cannot change them"),
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                    .and(not(type(IOException.class)))
                    .and(not(type(UncheckedIOException.class))))
            .because("a pure function reads and writes nothing; only JSON has exceptions of I/O"),
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(
                assignableTo(Random.class)
                    .or(assignableTo(RandomGenerator.class))
                    .or(type(UUID.class))
                    .or(assignableTo(Thread.class))
                    .or(assignableTo(Clock.class))
                    .or(type(InstantSource.class))
                    .or(resideInAnyPackage("java.util.concurrent..")))
            .because("a replay has to make the same decisions: chance, threads and clocks differ"),
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(
                target(name("now"))
                    .and(target(owner(resideInAnyPackage("java.time.."))))
                    .or(
                        target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty|exit"))
                            .and(target(owner(type(System.class))))))
            .because("time is an argument, and the machine it runs on decides nothing"),
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .accessTargetWhere(makesSomethingWithoutOrder())
            .because(
                "what is iterated is written and decided in that order; immutable sets even change"
                    + " theirs from one process to the next"),
        classes()
            .that()
            .resideInAnyPackage("dev.dre.approvals..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java.lang..",
                "java.util..",
                "java.time..",
                "dev.dre.approvals..",
                "org.jspecify..")
            .because(
                "approvals are a leaf without dependencies: who may decide is read in one folder"),
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("an operation is all the state there is"),
        slices()
            .matching("dev.dre.operations.(*)")
            .should()
            .beFreeOfCycles()
            .because("each package can be read after those it uses, and none needs all"));
  }

  // Command is the one place: its groups come unordered from outside, and are only asked whether
  // they contain a name; what is kept of them (in a decision) is sorted. And a HashSet or
  // Set.copyOf
  // that is never iterated would be harmless, but nobody sees that it stays so.
  private static DescribedPredicate<JavaAccess<?>> makesSomethingWithoutOrder() {
    return DescribedPredicate.describe(
        "make a collection without an order of its own",
        access -> {
          JavaClass owner = access.getTargetOwner();
          boolean hashed =
              access.getName().equals("<init>")
                  && Stream.of(
                          HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class)
                      .anyMatch(owner::isEquivalentTo);
          boolean immutable =
              (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class))
                  && access.getName().matches("of|copyOf|ofEntries");
          boolean collected =
              owner.isEquivalentTo(Collectors.class)
                  && access.getName().matches("toSet|toMap|toUnmodifiable(Set|Map)|groupingBy.*");
          boolean inCommand = access.getOriginOwner().getSimpleName().equals("Command");
          return (hashed || immutable || collected) && !inCommand;
        });
  }
}
