package dev.dre.bot;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the bot touches Slack's library. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.dre.bot");

  @ParameterizedTest
  @MethodSource("rules")
  void itHolds(ArchRule rule) {
    rule.check(ALL);
  }

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.dre.bot.slack", "dev.dre.bot.words")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.slack.api..")
            .because(
                "Slack fails, throttles and repeats itself: one package knows how, and sinks and"
                    + " cards are tested without it"),
        noClasses()
            .that()
            .resideInAPackage("dev.dre.bot.words")
            .should()
            .dependOnClassesThat(
                resideInAPackage("com.slack.api..")
                    .and(resideOutsideOfPackage("com.slack.api.model..")))
            .because(
                "words only draw: a message or a dialog is a value that nothing has been sent"));
  }
}
