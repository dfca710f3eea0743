package dev.relock.signals;

import java.util.Map;
import java.util.Optional;

/**
 * What is told to every receiver, in its own way of naming the user.
 *
 * @param type URI of the event
 * @param userId Keycloak's id
 * @param deviceId see the claims
 * @param sessionId of the Keycloak session in question, if it is about one
 * @param members of the event
 */
record Signal(String type, String userId, String deviceId, Optional<String> sessionId, Map<String, Object> members) {}
