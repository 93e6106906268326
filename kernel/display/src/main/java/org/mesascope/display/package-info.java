/**
 * What a value looks like in a notebook: the one seam between the toolkit and the kernel.
 *
 * <p>This room uses the JDK alone. The toolkit describes its values here ({@link
 * org.mesascope.display.Displayable}, {@link org.mesascope.display.RendererProvider}); the kernel
 * reads the descriptions and installs an {@link org.mesascope.display.Outlet}. Neither knows the
 * other.
 *
 * <pre>{@code
 * record Coin(int cell) implements Displayable {
 *   public MimeBundle toMimeBundle() {
 *     return MimeBundle.text("coin at " + cell).withHtml("<b>coin</b> at " + cell);
 *   }
 * }
 * }</pre>
 */
package org.mesascope.display;
