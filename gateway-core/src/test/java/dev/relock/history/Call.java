package dev.relock.history;

/**
 * One request of one client, as the client saw it.
 *
 * @param invoked when it was sent, nanoseconds of one clock for the whole history
 * @param returned when its answer was there, or was given up
 * @param node that was asked
 * @param device that asked
 */
public record Call(long invoked, long returned, String node, String device, Act act, Outcome outcome) {}
