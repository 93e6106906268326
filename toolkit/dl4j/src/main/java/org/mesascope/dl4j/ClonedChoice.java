package org.mesascope.dl4j;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/** A model of choices from menus, cloned from behaviour. */
public record ClonedChoice(ChoiceNetwork network, CloningReport report) implements Displayable {

  @Override
  public MimeBundle toMimeBundle() {
    return report.toMimeBundle();
  }
}
