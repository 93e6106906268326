package org.mesascope.kernel.compat;

import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.Session;

/** JJava's registry of magics over the session's: the two hold the same. */
final class JJavaMagics extends MagicsRegistry {

  private final Session session;
  private @Nullable BaseKernel kernel;

  JJavaMagics(Session session) {
    this.session = session;
  }

  /** Names the kernel that magics are called with. */
  void open(BaseKernel opened) {
    kernel = opened;
  }

  @Override
  @SuppressWarnings("unchecked") // a magic of another kernel's fails when it is called, as in JJava
  public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
    LineMagic<?, BaseKernel> callable = (LineMagic<?, BaseKernel>) magic;
    session.magics().line(name, (unused, arguments) -> callable.eval(kernel, arguments.words()));
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
    CellMagic<?, BaseKernel> callable = (CellMagic<?, BaseKernel>) magic;
    session
        .magics()
        .cell(name, (unused, arguments, body) -> callable.eval(kernel, arguments.words(), body));
    return this;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // JJava's signature
  public <T, K extends BaseKernel> @Nullable T evalLineMagic(
      K caller, String name, List<String> args) throws Exception {
    return (@Nullable T) session.magics().runLine(session, name, Arguments.of(args));
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // JJava's signature
  public <T, K extends BaseKernel> @Nullable T evalCellMagic(
      K caller, String name, List<String> args, String body) throws Exception {
    return (@Nullable T) session.magics().runCell(session, name, Arguments.of(args), body);
  }

  @Override
  public Set<String> getLineMagicNames() {
    return session.magics().lineNames();
  }

  @Override
  public Set<String> getCellMagicNames() {
    return session.magics().cellNames();
  }
}
