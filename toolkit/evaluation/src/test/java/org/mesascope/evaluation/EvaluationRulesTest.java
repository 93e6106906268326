package org.mesascope.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;
import java.util.TreeSet;

/** The lines that ARCHITECTURE.md draws around this module. */
@AnalyzeClasses(packages = "org.mesascope", importOptions = ImportOption.DoNotIncludeTests.class)
class EvaluationRulesTest {

  private static final String HERE = "org.mesascope.evaluation";
  private static final String CLIENT = "dev.langchain4j..";

  @ArchTest
  static void anEvaluationKnowsTracesAndStores(JavaClasses classes) {
    classes()
        .that()
        .resideInAPackage(HERE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            HERE,
            "org.mesascope.store",
            "org.mesascope.trace",
            "org.mesascope.report",
            "org.mesascope.stats",
            "org.mesascope.display",
            "com.google.gson..",
            "com.sun.net.httpserver..",
            "org.jspecify..",
            "java..",
            CLIENT)
        .check(classes);
  }

  @ArchTest
  static void theClientIsSeenByTheCallAlone(JavaClasses classes) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(HERE + ".ChatCall")
        .and()
        .doNotHaveFullyQualifiedName(HERE + ".Exchange")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLIENT)
        .check(classes);
  }

  /** Nothing else in the toolkit opens a connection. */
  @ArchTest
  static void theNetworkIsSeenHereAlone(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", HERE)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .check(classes);
  }

  /** A notebook sees every room, and no simple name twice. */
  @ArchTest
  static void noNameStandsTwice(JavaClasses classes) {
    Set<String> names = new TreeSet<>();
    for (JavaClass one : classes) {
      if (one.getModifiers().contains(JavaModifier.PUBLIC) && one.isTopLevelClass()) {
        assertThat(names.add(one.getSimpleName())).as(one.getName()).isTrue();
      }
    }
    assertThat(names).contains("Evaluation", "TraceStore", "Trace");
  }
}
