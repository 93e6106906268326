package org.mesascope.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param answer "" where the model said nothing
 * @param refusal the model's words or the filter's, or null
 * @param model that answered, by its own word
 * @param fingerprint of the system that served it, or ""
 * @param finish why it ended, or ""
 * @param in tokens of the prompt, -1 where that was not said
 * @param out tokens of the answer, -1 where that was not said
 * @param millis from the request to the whole answer
 */
record ChatReply(
    String answer,
    @Nullable String refusal,
    String model,
    String fingerprint,
    String finish,
    long in,
    long out,
    long millis) {}
