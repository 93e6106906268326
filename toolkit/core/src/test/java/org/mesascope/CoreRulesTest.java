package org.mesascope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines that ARCHITECTURE.md draws through the toolkit. */
@AnalyzeClasses(packages = "org.mesascope", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreRulesTest {

  /** Each room may use those before it, never those after. */
  private static final List<String> ROOMS =
      List.of(
          "stats",
          "report",
          "trace",
          "numeric",
          "task",
          "world",
          "train",
          "optimizer",
          "search",
          "incontext",
          "probe",
          "infer",
          "align",
          "gap",
          "study",
          "support");

  private static final String VECTOR_LOOPS = "org\\.mesascope\\.numeric\\.Vector(Particle)?Loops";

  @ArchTest
  static void roomsUseOnlyThoseBeforeThem(JavaClasses classes) {
    for (int i = 0; i < ROOMS.size() - 1; i++) {
      String[] later =
          ROOMS.subList(i + 1, ROOMS.size()).stream()
              .map(CoreRulesTest::room)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room(ROOMS.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ArchTest
  static void everyRoomHasItsPlace(JavaClasses classes) {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass one : classes) {
      rooms.add(one.getPackageName().replace("org.mesascope.", "").split("\\.", -1)[0]);
    }
    rooms.remove("display");
    assertThat(ROOMS).containsAll(rooms);
  }

  @ArchTest
  static void ofTheKernelDisplayAloneIsSeen(JavaClasses classes) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.mesascope.kernel..")
        .check(classes);
  }

  @ArchTest
  static void chartsAreDrawnInReportAlone(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room("report"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.knowm.xchart..",
            "org.jfree..",
            "org.apache.batik..",
            "org.apache.pdfbox..",
            "de.rototor..")
        .check(classes);
  }

  @ArchTest
  static void tablesawIsSeenInReportAndTraceAlone(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(room("report"), room("trace"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tech.tablesaw..")
        .check(classes);
  }

  /** Two classes are on the Vector API, behind interfaces: the rest runs on a JVM without it. */
  @ArchTest
  static void theVectorModuleIsSeenByItsLoopsAlone(JavaClasses classes) {
    noClasses()
        .that()
        .haveNameNotMatching(VECTOR_LOOPS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(VECTOR_LOOPS)
        .check(classes);
  }

  /** A notebook sees every room, and no simple name twice. */
  @ArchTest
  static void notebooksImportEveryRoom(JavaClasses classes) throws IOException {
    List<String> imports;
    try (var in = CoreRulesTest.class.getResourceAsStream("/META-INF/mesascope/imports")) {
      imports =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.startsWith("tech."))
              .sorted()
              .toList();
    }
    Set<String> rooms = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (JavaClass one : classes) {
      if (one.getModifiers().contains(JavaModifier.PUBLIC)
          && one.isTopLevelClass()
          && !one.getPackageName().equals("org.mesascope.display")) {
        rooms.add(one.getPackageName() + ".*");
        assertThat(names.add(one.getSimpleName())).as(one.getName()).isTrue();
        for (String other :
            List.of(
                "java.util",
                "java.util.function",
                "java.util.stream",
                "java.io",
                "java.math",
                "java.net",
                "java.nio.file",
                "java.time",
                "java.util.concurrent",
                "java.util.regex",
                "tech.tablesaw.api")) {
          assertThat(exists(other + "." + one.getSimpleName())).as(other + " and " + one).isFalse();
        }
      }
    }
    assertThat(imports).containsExactlyElementsOf(rooms);
  }

  private static boolean exists(String name) {
    return CoreRulesTest.class.getClassLoader().getResource(name.replace('.', '/') + ".class")
            != null
        || isInJdk(name);
  }

  private static boolean isInJdk(String name) {
    try {
      Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String room(String name) {
    return "org.mesascope." + name + "..";
  }
}
