/**
 * Dependencies by Maven coordinates, with the user's own {@code settings.xml}. Uses Maven's
 * resolver and model builder, and of the notebook what {@link org.mesascope.kernel.magic.Session}
 * offers.
 *
 * <pre>{@code
 * new MavenMagics(MavenLocations.ofUser()).register(session.magics());
 * // %mavenRepo central-copy https://repo.example.org/maven2
 * // %maven org.apache.commons:commons-csv:1.11.0 --exclude commons-io:*
 * // %%pom
 * // <dependency>…</dependency>
 * }</pre>
 */
package org.mesascope.kernel.magic.maven;
