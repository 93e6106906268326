/** Notebooks as files and as runs. */
package org.mesascope.kernel.notebook;
