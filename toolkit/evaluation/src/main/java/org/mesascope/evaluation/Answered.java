package org.mesascope.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What became of one question.
 *
 * @param reply null where none came
 * @param failure the last one, where no reply came
 * @param attempts how many requests went, 0 where the budget carried none
 * @param cost of all of them; of those that may have been billed without a count, the most
 */
record Answered(
    Question question,
    @Nullable ChatReply reply,
    @Nullable CallFailure failure,
    int attempts,
    double cost) {}
