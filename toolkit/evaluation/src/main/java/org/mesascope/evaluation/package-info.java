/**
 * Prompts in versions, asked of any endpoint that speaks OpenAI's chat completions; every answer
 * becomes a trace in a store as it comes.
 *
 * <p>May use the rooms up to {@code trace}, {@code store}, and langchain4j's OpenAI client, which
 * nothing else sees. The toolkit sends nothing over a network anywhere else.
 *
 * <pre>{@code
 * var options = EvaluationOptions.defaults().withRepeats(5)
 *     .withBudget(new TokenPrices(.15, .60), 2.00);
 * var endpoint = Endpoint.at("https://host/v1", "m").withKey(ApiKey.fromEnvironment("API_KEY"));
 * Evaluation.of(endpoint, versions, inputs, AnswerParser.oneOf(List.of("yes", "no")))
 *     .with(options).run("monday", store);
 * }</pre>
 *
 * <p><b>Asking.</b> Definition: versions × inputs × repeats, versions in turns; each question has a
 * seed, the same for every version, and a repeat has another. Failures that may pass (429, 5xx, a
 * stall, an answer that breaks off or cannot be read) are asked again after a wait that doubles and
 * is shortened at random (exponential backoff with jitter: Brooker, AWS Architecture Blog 2015), or
 * after what {@code Retry-After} asks (RFC 9110 §10.2.3); all others are not. Departures: none of
 * the client library's own retries, so that each request is counted and paid once. Known critiques:
 * few endpoints keep the promise of a seed, and fingerprints change: repeats of one prompt at
 * temperature 0 may differ, and are not independent. When not to use it: to load-test a server; for
 * conversations of several turns.
 *
 * <p><b>Budget.</b> A request goes only if its dearest answer (a token for each byte of the prompt,
 * {@code maxTokens} of answer) leaves the run within the budget. What broke off, and what a filter
 * refused without a count, counts as its dearest; what a killed process had under way is not known
 * and not counted.
 *
 * <p><b>Choices.</b> {@link org.mesascope.evaluation.AnswerParser}. Known critiques: a parser that
 * drops what it cannot read makes a version that rambles look better than it is; here a parse
 * failure is a choice of its own.
 */
package org.mesascope.evaluation;
