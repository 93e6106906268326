package org.mesascope.kernel.magic;

import java.util.Collection;
import java.util.stream.Collectors;

/** {@code %lsmagic}: the names of all magics. */
final class ListMagic implements LineMagic {

  @Override
  public String run(Session session, Arguments arguments) {
    return "on a line:   "
        + prefixed("%", session.magics().lineNames())
        + "\non a cell:   "
        + prefixed("%%", session.magics().cellNames());
  }

  @Override
  public boolean showsValue() {
    return true;
  }

  private static String prefixed(String prefix, Collection<String> names) {
    return names.stream().map(name -> prefix + name).collect(Collectors.joining("  "));
  }
}
