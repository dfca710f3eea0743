package dev.relock.gateway;

/**
 * What a realm asks of requests beyond their proof.
 *
 * @param wildcard what proxied origins must send as {@code X-Key-Wildcard}; empty means they need not
 * @param timeTolerance how far {@code X-Key-Time} may be off where it is sent, seconds; 0 means that it is not read
 * @param originalRequestTrusted whether the headers in which a reverse proxy tells of the original request are believed
 */
public record RequestPolicy(String wildcard, int timeTolerance, boolean originalRequestTrusted) {}
