package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public method as a line magic, which takes its arguments as a list, and perhaps returns a
 * value.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LineMagic {

  /** The magic's name; the method's where this is empty. */
  String value() default "";

  /** Further names. */
  String[] aliases() default {};
}
