package org.mesascope.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lines between the engine's rooms. */
@AnalyzeClasses(packages = "org.mesascope.kernel", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  @ArchTest
  static final ArchRule ONLY_COMPAT_KNOWS_JJAVA =
      noClasses()
          .that()
          .resideOutsideOfPackage("..kernel.compat..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dflib..");

  @ArchTest
  static final ArchRule THE_PROTOCOL_KNOWS_NO_OTHER_ROOM =
      noClasses()
          .that()
          .resideInAPackage("..kernel.protocol..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are other rooms'",
                  type ->
                      type.getPackageName().startsWith("org.mesascope.")
                          && !type.getPackageName().startsWith("org.mesascope.kernel.protocol")));

  @ArchTest
  static final ArchRule ONLY_THE_PROTOCOL_KNOWS_ZEROMQ =
      noClasses()
          .that()
          .resideOutsideOfPackage("..kernel.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.zeromq..");

  @ArchTest
  static final ArchRule RENDERERS_KNOW_DISPLAY_ALONE =
      noClasses()
          .that()
          .resideInAPackage("..kernel.render..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "org.mesascope.display..",
              "org.mesascope.kernel.render..",
              "java..",
              "javax..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule MAGICS_KNOW_THE_SESSION_BY_ITS_INTERFACE =
      noClasses()
          .that()
          .resideInAPackage("..kernel.magic..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..kernel.java..", "..kernel.compat..", "..kernel.protocol..");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NO_TOOLKIT_CLASS =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are the toolkit's",
                  type ->
                      type.getPackageName().startsWith("org.mesascope.")
                          && !type.getPackageName().startsWith("org.mesascope.kernel")
                          && !type.getPackageName().startsWith("org.mesascope.display")));
}
