package org.mesascope.store;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The lines that ARCHITECTURE.md draws around this module. */
@AnalyzeClasses(packages = "org.mesascope", importOptions = ImportOption.DoNotIncludeTests.class)
class StoreRulesTest {

  private static final String HERE = "org.mesascope.store";

  @ArchTest
  static void aStoreKnowsTracesTablesAndItsDatabase(JavaClasses classes) {
    classes()
        .that()
        .resideInAPackage(HERE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            HERE,
            "org.mesascope.trace",
            "org.mesascope.report",
            "org.mesascope.stats",
            "org.mesascope.display",
            "org.duckdb..",
            "tech.tablesaw..",
            "org.jspecify..",
            "java..")
        .check(classes);
  }

  @ArchTest
  static void noOtherRoomKnowsTheDatabase(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.duckdb..")
        .check(classes);
  }

  /** What a caller sees names no type of DuckDB, so that another database could take its place. */
  @ArchTest
  static void theDatabaseStaysInside(JavaClasses classes) {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage(HERE)
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawReturnType(resideInAnyPackage("org.duckdb..", "java.sql.."))
        .andShould()
        .notHaveRawParameterTypes(anyElementThat(resideInAnyPackage("org.duckdb..", "java.sql..")))
        .check(classes);
  }

  /** A notebook sees this room too, and no simple name twice. */
  @ArchTest
  static void notebooksImportTheRoom(JavaClasses classes) throws IOException {
    Set<String> imports = new TreeSet<>();
    for (URL each :
        Collections.list(
            StoreRulesTest.class.getClassLoader().getResources("META-INF/mesascope/imports"))) {
      try (InputStream in = each.openStream()) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(imports::add);
      }
    }
    assertThat(imports).contains(HERE + ".*");
    Set<String> names = new TreeSet<>();
    for (JavaClass one : classes) {
      if (one.getModifiers().contains(JavaModifier.PUBLIC) && one.isTopLevelClass()) {
        assertThat(names.add(one.getSimpleName())).as(one.getName()).isTrue();
      }
    }
  }
}
