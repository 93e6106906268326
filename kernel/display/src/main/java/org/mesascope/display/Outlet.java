package org.mesascope.display;

/**
 * Where displayed values go. The kernel installs one; in a plain Java program, text goes to {@code
 * System.out}.
 */
public interface Outlet {

  /** Shows a bundle under an id, by which {@link #update} finds it again. */
  void display(MimeBundle bundle, String id);

  /** Replaces what was shown under an id, in place. */
  void update(MimeBundle bundle, String id);

  /**
   * Takes back what was shown so far in the place of the calling thread; where {@code wait}, only
   * once there is something new to show, so that nothing flickers. An outlet that cannot take back
   * goes on.
   */
  default void clear(boolean wait) {}

  /**
   * What the calling thread shows its values for, such as a cell: within it, one {@link Progress}
   * at a time has a bar. Without one of its own, an outlet is a whole.
   */
  default Object scope() {
    return this;
  }

  /** The outlet in force. */
  static Outlet current() {
    return Installed.outlet;
  }

  /** Makes an outlet the one in force and returns the one before it. */
  static Outlet install(Outlet outlet) {
    return Installed.swap(outlet);
  }

  /** Holds the outlet in force, out of the interface's own sight. */
  final class Installed {
    private static volatile Outlet outlet = new Console();

    private Installed() {}

    private static synchronized Outlet swap(Outlet next) {
      Outlet before = outlet;
      outlet = next;
      return before;
    }
  }

  /** Prints the text of what is displayed and updated. */
  final class Console implements Outlet {
    @Override
    public void display(MimeBundle bundle, String id) {
      System.out.println(bundle.text());
    }

    @Override
    public void update(MimeBundle bundle, String id) {
      System.out.println(bundle.text());
    }
  }
}
