/**
 * From values to what a notebook shows. Uses {@code org.mesascope.display} and the JDK.
 *
 * <pre>{@code
 * var renderers = new Renderers();
 * renderers.load(session.classLoader());
 * renderers.add(Coin.class, coin -> MimeBundle.text("coin at " + coin.cell()));
 * MimeBundle bundle = renderers.render(new Coin(8));
 * }</pre>
 */
package org.mesascope.kernel.render;
