package org.mesascope.search;

/**
 * A planner in the course of its training.
 *
 * @param step after how many batches
 * @param planner its weights then
 */
public record PlannerCheckpoint(int step, RecurrentPlanner planner) {}
