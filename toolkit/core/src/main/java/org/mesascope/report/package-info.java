/**
 * The types that carry results to a reader: estimates, figures and tables, each with its data.
 *
 * <p>Stands under all rooms but {@code stats}, which it may use; Tablesaw, XChart, Batik and PDFBox
 * are seen here alone.
 *
 * <pre>{@code
 * var gap = Estimate.of("gap", .31, new Interval(.24, .38, .95), 10, "bootstrap over seeds");
 * ResultTable.of("The gap", List.of(gap)).toMimeBundle();
 * }</pre>
 */
package org.mesascope.report;
