/**
 * Javadoc of what is on the class path, from the source or javadoc jar that lies beside a jar.
 *
 * <p>Uses the JDK's compiler API and jsoup; knows no other room.
 *
 * <pre>{@code
 * var docs = new JarDocs(loader, name -> List.of("org.jsoup." + name));
 * String html = docs.of("org.jsoup.nodes.Document Jsoup.parse(String html)").orElse("none");
 * String text = JavadocText.plain(html);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.mesascope.kernel.javadoc;
