package org.mesascope.kernel.magic;

import org.jspecify.annotations.Nullable;

/** The session in force, and what rewritten magics call. */
public final class Notebook {

  private static volatile @Nullable Session current;

  private Notebook() {}

  /** Makes a session the one in force. */
  public static void install(Session session) {
    current = session;
  }

  /**
   * The session in force.
   *
   * @throws IllegalStateException outside a running notebook
   */
  public static Session session() {
    Session session = current;
    if (session == null) {
      throw new IllegalStateException(
          "no notebook is running here: magics, display by name and eval need the kernel");
    }
    return session;
  }

  /** Runs a line magic for its value; the type is the caller's to know. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // IJava's notebooks rely on it
  public static <T> @Nullable T line(String name, Arguments arguments) {
    Session session = session();
    try {
      return (@Nullable T) session.magics().runLine(session, name, arguments);
    } catch (Exception e) {
      throw Notebook.<RuntimeException>asItIs(e);
    }
  }

  /** Runs a cell magic for its value; the type is the caller's to know. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // IJava's notebooks rely on it
  public static <T> @Nullable T cell(String name, Arguments arguments, String body) {
    Session session = session();
    try {
      return (@Nullable T) session.magics().runCell(session, name, arguments, body);
    } catch (Exception e) {
      throw Notebook.<RuntimeException>asItIs(e);
    }
  }

  /** What {@code x = %name arguments} is rewritten to. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as above
  public static <T> @Nullable T line(String name, String arguments) {
    return Notebook.<T>line(name, Arguments.parse(arguments));
  }

  /** What {@code %name arguments} is rewritten to where its value does not show. */
  public static void runLine(String name, String arguments) {
    Notebook.<Object>line(name, Arguments.parse(arguments));
  }

  /** What a {@code %%name} cell is rewritten to where its value shows. */
  public static @Nullable Object cell(String name, String arguments, String body) {
    return Notebook.<Object>cell(name, Arguments.parse(arguments), body);
  }

  /** What a {@code %%name} cell is rewritten to where its value does not show. */
  public static void runCell(String name, String arguments, String body) {
    Notebook.<Object>cell(name, Arguments.parse(arguments), body);
  }

  /** Lets a checked exception through: a cell shows the real one, and methods need no throws. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased, which is the point
  private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
