package org.mesascope.search;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.AtomicFile;

/**
 * A drawing of a maze: walls dark, the door a green cell, symbols as letters, and plans as lines
 * through the cells, the first orange, the next blue, then pink.
 *
 * <pre>{@code
 * MazeFigure.of(maze).plan("twelve ticks", 0, planner.moves(alone, 12));
 * }</pre>
 */
public final class MazeFigure implements Displayable {

  private static final int CELL = 56;
  private static final int EDGE = 8;
  private static final int LINE = 40;
  private static final Color WALL = new Color(0x444444);
  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color DOOR = new Color(0x009E73);
  private static final Color[] PLANS = {
    new Color(0xD55E00), new Color(0x0072B2), new Color(0xCC79A7)
  };

  private final Maze maze;
  private final List<Plan> plans;

  private record Plan(String name, List<Integer> cells) {}

  private MazeFigure(Maze maze, List<Plan> plans) {
    this.maze = maze;
    this.plans = List.copyOf(plans);
  }

  public static MazeFigure of(Maze maze) {
    return new MazeFigure(maze, List.of());
  }

  /**
   * With a plan: the likeliest move of each cell, from a start until door or exit is reached, a
   * wall is met, or as many steps are taken as there are cells.
   *
   * @param logits of this maze alone, {@code [cell][move]}
   */
  public MazeFigure plan(String name, int start, float[] logits) {
    int cells = maze.cells().length();
    if (logits.length != cells * MazeBatch.MOVES) {
      throw new IllegalArgumentException(
          "a plan of one maze of %d cells expects %d logits, got %d"
              .formatted(cells, cells * MazeBatch.MOVES, logits.length));
    }
    List<Integer> path = new ArrayList<>();
    int at = start;
    while (at >= 0 && path.size() <= cells) {
      path.add(at);
      if (at == maze.door() || at == maze.exit()) {
        break;
      }
      int best = 0;
      for (int move = 1; move < MazeBatch.MOVES; move++) {
        if (logits[at * MazeBatch.MOVES + move] > logits[at * MazeBatch.MOVES + best]) {
          best = move;
        }
      }
      at = maze.after(at, best);
    }
    List<Plan> all = new ArrayList<>(plans);
    all.add(new Plan(name, List.copyOf(path)));
    return new MazeFigure(maze, all);
  }

  /** The drawing as a PNG image, two pixels to the point. */
  public byte[] toPng() {
    int width = 2 * EDGE + maze.side() * CELL;
    BufferedImage image =
        new BufferedImage(width, width + LINE * plans.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, CELL / 2));
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int cell = 0; cell < maze.cells().length(); cell++) {
      cell(graphics, cell);
    }
    for (int i = 0; i < plans.size(); i++) {
      plan(graphics, i, width);
    }
    for (int cell = 0; cell < maze.cells().length(); cell++) {
      symbols(graphics, cell);
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an image in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the drawing as PNG; the file is whole or not there. */
  public void save(Path png) throws IOException {
    AtomicFile.write(png, toPng());
  }

  private void cell(Graphics2D graphics, int cell) {
    int x = EDGE + cell % maze.side() * CELL;
    int y = EDGE + cell / maze.side() * CELL;
    Color fill = maze.wall(cell) ? WALL : cell == maze.door() ? DOOR : Color.WHITE;
    graphics.setColor(fill);
    graphics.fillRect(x, y, CELL, CELL);
    graphics.setStroke(new BasicStroke(2));
    graphics.setColor(GRID);
    graphics.drawRect(x, y, CELL, CELL);
  }

  private void symbols(Graphics2D graphics, int cell) {
    int x = EDGE + cell % maze.side() * CELL;
    int y = EDGE + cell / maze.side() * CELL;
    String symbols = (maze.symbolA(cell) ? "A" : "") + (maze.symbolB(cell) ? "B" : "");
    FontMetrics font = graphics.getFontMetrics();
    graphics.setColor(cell == maze.door() ? Color.WHITE : Color.BLACK);
    graphics.drawString(
        symbols,
        x + (CELL - font.stringWidth(symbols)) / 2,
        y + (CELL + font.getAscent() - font.getDescent()) / 2);
  }

  private void plan(Graphics2D graphics, int index, int below) {
    Plan plan = plans.get(index);
    int aside = (2 * index - plans.size() + 1) * 5;
    Path2D line = new Path2D.Double();
    for (int i = 0; i < plan.cells().size(); i++) {
      int x = EDGE + plan.cells().get(i) % maze.side() * CELL + CELL / 2 + aside;
      int y = EDGE + plan.cells().get(i) / maze.side() * CELL + CELL / 2 + aside;
      if (i == 0) {
        line.moveTo(x, y);
        graphics.setColor(PLANS[index % PLANS.length]);
        graphics.fillOval(x - 9, y - 9, 18, 18);
      } else {
        line.lineTo(x, y);
      }
    }
    graphics.setStroke(
        new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dash(index), 0));
    graphics.setColor(PLANS[index % PLANS.length]);
    graphics.draw(line);
    int y = below + LINE * index + LINE / 2;
    graphics.drawLine(EDGE + 8, y, EDGE + 72, y);
    graphics.setColor(Color.BLACK);
    graphics.drawString(plan.name(), EDGE + 88, y + LINE / 4);
  }

  /** Solid, then dashed, for readers who see no colours. */
  private static float[] dash(int index) {
    return index == 0 ? new float[] {1, 0} : new float[] {10f / index, 14};
  }

  @Override
  public MimeBundle toMimeBundle() {
    byte[] png = toPng();
    String text = alt();
    return MimeBundle.text(text)
        .withPng(png)
        .withHtml(
            "<figure><img width=\"%d\" alt=\"A maze, drawn; as text in the output's plain form\" src=\"data:image/png;base64,%s\"></figure>"
                .formatted(EDGE + maze.side() * CELL / 2, Base64.getEncoder().encodeToString(png)));
  }

  private String alt() {
    StringBuilder text = new StringBuilder(maze.toString());
    plans.forEach(plan -> text.append('\n').append(plan.name()).append(": ").append(plan.cells()));
    return text.toString();
  }

  @Override
  public String toString() {
    return alt();
  }
}
