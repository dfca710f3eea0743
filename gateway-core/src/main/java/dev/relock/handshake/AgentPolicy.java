package dev.relock.handshake;

/**
 * What the agent is told to do.
 *
 * @param interval seconds between two exchanges of an open page
 * @param tokens tokens after which an exchange is due
 * @param view whether a change of view is one more reason for an exchange
 * @param idle seconds without user activity after which the tab session ends
 * @param formWait how long a login form may be held back for a proof, milliseconds; 0 means never
 */
public record AgentPolicy(int interval, int tokens, boolean view, int idle, int formWait) {}
