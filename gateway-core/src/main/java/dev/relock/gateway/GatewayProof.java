package dev.relock.gateway;

/**
 * By this the gateway proves itself to a page ({@code validate()} and {@code verify()} of the agent).
 *
 * @param token hex
 * @param signature hex
 */
public record GatewayProof(String token, String signature) {}
