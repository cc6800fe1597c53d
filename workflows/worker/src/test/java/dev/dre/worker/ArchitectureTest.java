package dev.dre.worker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow is replayed: it may use nothing that answers otherwise the second time. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dre.worker", "dev.dre.operations");

  /** The workflows and all of the worker's own that it reaches. */
  private static final Set<String> REPLAYED =
      reachedFrom(OperationWorkflowImpl.class, LineWorkflowImpl.class, DoctorWorkflowImpl.class);

  @Test
  void theShellIsWhatIsLookedAt() {
    assertThat(REPLAYED)
        .contains(
            OperationWorkflowImpl.class.getName(),
            LineWorkflowImpl.class.getName(),
            EffectsInFlight.class.getName(),
            EffectRunner.class.getName(),
            EffectFailures.class.getName(),
            JobOutcomes.class.getName(),
            CurrentDetails.class.getName())
        .noneMatch(name -> name.contains(".kubernetes."));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itHolds(ArchRule rule) {
    rule.check(ALL);
  }

  static Stream<ArchRule> rules() {
    var replayed = DescribedPredicate.describe("are replayed", ArchitectureTest::isReplayed);
    return Stream.of(
        noClasses()
            .that(replayed)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "io.fabric8..")
            .because("what is outside belongs into an activity, whose outcome is recorded"),
        noClasses()
            .that(replayed)
            .should()
            .dependOnClassesThat(
                assignableTo(Random.class)
                    .or(assignableTo(RandomGenerator.class))
                    .or(type(UUID.class))
                    .or(assignableTo(Thread.class))
                    .or(assignableTo(Clock.class))
                    .or(assignableTo(InstantSource.class))
                    .or(resideInAnyPackage("java.util.concurrent..")))
            .because(
                "a replay has to make the same commands: Workflow has the time, the chance and the"
                    + " threads that are recorded"),
        noClasses()
            .that(replayed)
            .should()
            .callMethodWhere(
                target(name("now"))
                    .and(target(owner(resideInAPackage("java.time.."))))
                    .or(
                        target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty|exit"))
                            .and(target(owner(type(System.class))))))
            .because("the time is Workflow.currentTimeMillis, and the machine decides nothing"),
        noClasses()
            .that(replayed)
            .should()
            .dependOnClassesThat(type(HashMap.class).or(type(HashSet.class)))
            .because("what is iterated makes commands in that order: only sorted collections"));
  }

  private static boolean isReplayed(JavaClass type) {
    return REPLAYED.contains(outermost(type).getName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static Set<String> reachedFrom(Class<?>... start) {
    var reached = new TreeSet<String>();
    var toDo = new ArrayDeque<JavaClass>(Stream.of(start).map(ALL::get).toList());
    while (!toDo.isEmpty()) {
      JavaClass next = toDo.poll();
      if (reached.add(next.getName())) {
        toDo.addAll(
            next.getDirectDependenciesFromSelf().stream()
                .map(d -> d.getTargetClass())
                .filter(t -> t.getPackageName().startsWith("dev.dre.worker"))
                .collect(Collectors.toSet()));
      }
    }
    return reached;
  }
}
