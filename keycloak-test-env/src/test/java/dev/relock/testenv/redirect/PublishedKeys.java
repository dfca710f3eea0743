package dev.relock.testenv.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;

/** The keys of a realm, as everybody can get them. */
final class PublishedKeys {
    private final JsonNode jwks;

    private PublishedKeys(JsonNode jwks) {
        this.jwks = jwks;
    }

    static PublishedKeys of(URI realm) {
        URI certificates = URI.create(realm + "/protocol/openid-connect/certs");
        try (InputStream keys = certificates.toURL().openStream()) {
            return new PublishedKeys(new ObjectMapper().readTree(keys));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ed25519Key ed25519(String kid) throws MalformedException {
        for (JsonNode jwk : jwks.path("keys")) {
            if (jwk.path("kid").asText().equals(kid) && jwk.path("crv").asText().equals("Ed25519")) {
                return Ed25519Key.vet(
                        Base64.getUrlDecoder().decode(jwk.path("x").asText()));
            }
        }
        throw new AssertionError("The realm publishes no Ed25519 key " + kid);
    }

    boolean isSigned(String kid, byte[] data, byte[] signature) {
        try {
            return ed25519(kid).verify(data, signature);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
