package dev.relock.flow.evidence;

import java.util.Optional;

/**
 * What an authentication session remembers of a proof.
 *
 * @param deviceId as proven
 * @param epochId the epoch of the token, hex
 * @param provenAt by the server's clock, seconds since 1970
 * @param executionId the execution that verified it
 */
public record NotedEvidence(String deviceId, String epochId, long provenAt, String executionId) {
    private static final String SEPARATOR = " ";
    private static final int PARTS = 4;

    String serialized() {
        return String.join(SEPARATOR, deviceId, epochId, Long.toString(provenAt), executionId);
    }

    /** A note of another form, such as that of another release, says nothing. */
    static Optional<NotedEvidence> parse(String note) {
        String[] parts = note.split(SEPARATOR, -1);
        if (parts.length != PARTS || !parts[2].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new NotedEvidence(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]));
    }
}
