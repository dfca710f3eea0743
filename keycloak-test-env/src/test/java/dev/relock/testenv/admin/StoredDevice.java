package dev.relock.testenv.admin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.keycloak.representations.idm.CredentialRepresentation;

/** A trusted browser as a realm file holds it; a test bends one of its facts. */
final class StoredDevice {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String deviceId = randomId();
    private String label = "Chrome on Linux";
    private String assurance = "mfa";
    private String suspended = "";
    private Instant created = Instant.now();
    private Instant lastUsed = Instant.now();
    private Instant expires = Instant.now().plus(Duration.ofDays(30));

    StoredDevice label(String text) {
        label = text;
        return this;
    }

    StoredDevice suspended(String reason) {
        suspended = reason;
        return this;
    }

    StoredDevice weak() {
        assurance = "authenticated";
        return this;
    }

    StoredDevice expired() {
        expires = Instant.now().minusSeconds(60);
        return this;
    }

    StoredDevice created(Duration ago) {
        created = Instant.now().minus(ago);
        return this;
    }

    StoredDevice lastUsed(Duration ago) {
        lastUsed = Instant.now().minus(ago);
        return this;
    }

    String deviceId() {
        return deviceId;
    }

    CredentialRepresentation representation() {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType("relock-device");
        credential.setUserLabel(label);
        credential.setCreatedDate(created.toEpochMilli());
        credential.setSecretData("{}");
        credential.setCredentialData(
                """
                {"format": 1, "deviceId": "%s", "publicKey": "{}", "issuer": "iss", "origin": "https://sso.example.org",
                 "assurance": "%s", "suspended": "%s", "lineage": "00", "lastVersion": 1, "lastUsedAt": %d, "expiresAt": %d,
                 "circumstances": {"password": "", "factors": [], "email": "", "signedOutBefore": 0, "network": ""}}""".formatted(deviceId, assurance, suspended, lastUsed.getEpochSecond(), expires.getEpochSecond()));
        return credential;
    }

    private static String randomId() {
        byte[] thumbprint = new byte[32];
        RANDOM.nextBytes(thumbprint);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint);
    }
}
