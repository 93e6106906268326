package org.mesascope.kernel.render;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.MimeBundle;

/** Which values are tables to a person, and how. */
final class Tables {

  private Tables() {}

  /** Two-dimensional arrays as tables, other arrays as a line, arrays of records as tables. */
  static MimeBundle array(Object array) {
    Class<?> component = array.getClass().getComponentType();
    int length = Array.getLength(array);
    if (component.isArray() && !component.getComponentType().isArray() && length > 0) {
      return matrix(array, component.getComponentType().getSimpleName(), length);
    }
    if (array instanceof Object[] elements) {
      return rows(elements, component.getSimpleName() + "[" + length + "]", PlainText.of(array));
    }
    return MimeBundle.text(PlainText.of(array));
  }

  /** Collections of one kind of record, or of maps, as tables; others as a line. */
  static MimeBundle collection(Collection<?> collection) {
    String line = PlainText.of(collection);
    var first = collection.iterator();
    if (!first.hasNext() || rowType(first.next()) == null) {
      return MimeBundle.text(line);
    }
    return rows(collection.toArray(), title(collection), line);
  }

  /** A map as a table of two columns beside its line of text. */
  static MimeBundle map(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    Grid grid =
        new Grid(
            List.of("key", "value"),
            entries.size(),
            (row, column) -> column == 0 ? entries.get(row).getKey() : entries.get(row).getValue(),
            false);
    return lineAndTable(PlainText.of(map), grid);
  }

  /** A record as a table of its components beside its line of text. */
  static MimeBundle row(Record row) {
    RecordShape shape = RecordShape.of(row.getClass());
    Grid grid =
        new Grid(
            List.of(row.getClass().getSimpleName(), "value"),
            shape.names().size(),
            (component, column) ->
                column == 0 ? shape.names().get(component) : shape.get(row, component),
            false);
    return lineAndTable(PlainText.of(row), grid);
  }

  private static MimeBundle lineAndTable(String line, Grid grid) {
    if (grid.rows() == 0) {
      return MimeBundle.text(line);
    }
    return MimeBundle.text(line)
        .withHtml(String.valueOf(grid.render("").data().get(MimeBundle.HTML)));
  }

  private static MimeBundle matrix(Object array, String type, int rows) {
    int columns = 0;
    for (int i = 0; i < rows; i++) {
      Object row = Array.get(array, i);
      columns = Math.max(columns, row == null ? 0 : Array.getLength(row));
    }
    Grid grid =
        new Grid(
            IntStream.range(0, columns).mapToObj(String::valueOf).toList(),
            rows,
            (i, j) -> {
              Object row = Array.get(array, i);
              return row == null || j >= Array.getLength(row) ? "" : Array.get(row, j);
            },
            true);
    return grid.render(type + "[" + rows + "][" + columns + "]");
  }

  private static MimeBundle rows(Object[] elements, String title, String line) {
    Class<?> shared = elements.length == 0 ? null : sharedType(elements);
    if (shared != null && shared.isRecord()) {
      RecordShape shape = RecordShape.of(shared);
      Grid.Values values = (row, column) -> shape.get((Record) elements[row], column);
      return new Grid(shape.names(), elements.length, values, true)
          .render(title + " of " + shared.getSimpleName());
    }
    if (shared == Map.class) {
      Set<Object> keys = new LinkedHashSet<>();
      for (Object map : elements) {
        keys.addAll(((Map<?, ?>) map).keySet());
      }
      List<Object> columns = new ArrayList<>(keys);
      Grid.Values values =
          (row, column) -> {
            Map<?, ?> map = (Map<?, ?>) elements[row];
            return map.containsKey(columns.get(column)) ? map.get(columns.get(column)) : "";
          };
      return new Grid(columns.stream().map(PlainText::cell).toList(), elements.length, values, true)
          .render(title + " of maps");
    }
    return MimeBundle.text(line);
  }

  /** JDK collections by the interface they are known by. */
  private static String title(Collection<?> collection) {
    if (collection instanceof List) {
      return "List";
    }
    return collection instanceof Set ? "Set" : collection.getClass().getSimpleName();
  }

  private static @Nullable Class<?> sharedType(Object[] elements) {
    Class<?> shared = rowType(elements[0]);
    for (Object element : elements) {
      if (shared == null || rowType(element) != shared) {
        return null;
      }
    }
    return shared;
  }

  private static @Nullable Class<?> rowType(@Nullable Object element) {
    if (element instanceof Record) {
      return element.getClass();
    }
    return element instanceof Map<?, ?> map && !map.isEmpty() ? Map.class : null;
  }
}
