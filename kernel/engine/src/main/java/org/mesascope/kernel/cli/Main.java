package org.mesascope.kernel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import org.mesascope.kernel.notebook.BadInputException;
import org.mesascope.kernel.notebook.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line: {@code mesascope run}, {@code install}, {@code lab}, {@code doctor}. */
@Command(
    name = "mesascope",
    description = "A Java kernel for Jupyter with a toolkit for studying mesa-optimization.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "(run | install | lab | doctor)",
    footer = "%nThe launcher also knows: test, and report LOG --map FILE (see report --help).")
public final class Main {
  /** Every notebook ran whole. */
  static final int OK = 0;

  /** A notebook did not run whole. */
  static final int NOTEBOOK_FAILED = 1;

  /** What was asked cannot be done as asked. */
  static final int BAD_INPUT = 2;

  /** Tells the version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "mesascope " + Provenance.version(), "Java " + Runtime.version() + " (${java.home})"
      };
    }
  }

  /** Runs a command and ends the process with its status. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Jupyter waits for the kernel, and building the command line would add to its start.
    if (args.length == 2 && args[0].equals(KernelCommandLine.NAME)) {
      KernelCommandLine.serve(args[1]);
      return;
    }
    System.exit(execute(Output.ofThisProcess(), args));
  }

  /** Runs a command and returns its status. */
  static int execute(Output output, String... args) {
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(output))
        .addSubcommand(new InstallCommand(output))
        .addSubcommand(new LabCommand(output))
        .addSubcommand(new DoctorCommand(output))
        .addSubcommand(new KernelCommandLine())
        .setOut(output.out())
        .setErr(output.err())
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::report)
        .setUsageHelpAutoWidth(true)
        .execute(args);
  }

  private static int refuse(CommandLine.ParameterException e, String... args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("mesascope: " + e.getMessage() + ". See " + name + " --help");
    return BAD_INPUT;
  }

  private static int report(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof BadInputException) {
      err.println("mesascope: " + e.getMessage());
    } else if (e instanceof NoSuchFileException) {
      err.println("mesascope: there is no file " + e.getMessage());
    } else if (e instanceof IOException) {
      err.println("mesascope: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
    } else {
      err.println("mesascope: this should not have happened, and is worth a report: " + e);
      e.printStackTrace(err);
    }
    return BAD_INPUT;
  }
}
