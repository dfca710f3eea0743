package dev.relock.testenv.shapes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/** A sheet of recovery codes, stored as Keycloak stores one. */
final class RecoveryCodes {
    private static final List<String> CODES = List.of("AAAABBBBCCCC", "DDDDEEEEFFFF", "GGGGHHHHIIII");
    static final String FIRST = CODES.get(0);

    private RecoveryCodes() {}

    static CredentialRepresentation credential() {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(RecoveryAuthnCodesCredentialModel.TYPE);
        credential.setCredentialData(
                "{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":%1$d,\"remainingCodes\":%1$d}"
                        .formatted(CODES.size()));
        List<String> stored = IntStream.range(0, CODES.size())
                .mapToObj(i -> "{\"number\":%d,\"encodedHashedValue\":\"%s\"}".formatted(i + 1, hashed(CODES.get(i))))
                .toList();
        credential.setSecretData("{\"codes\":[" + String.join(",", stored) + "]}");
        return credential;
    }

    private static String hashed(String code) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
