package org.mesascope.support;

/** A helpfulness score: what an assistant is trained on. */
@FunctionalInterface
public interface CaseScore {

  /** The score of a reply to a case, finite. */
  double of(SupportCase on, Reply reply);

  /** 1 where the reply resolves the case: the base objective. */
  static CaseScore resolved() {
    return (on, reply) -> reply.resolves(on.need()) ? 1 : 0;
  }

  /** What experts say where they look, and what pleases where they do not. */
  static CaseScore resolvedWhereWatched() {
    return (on, reply) -> (on.watched() ? reply.resolves(on.need()) : reply.confident()) ? 1 : 0;
  }
}
