package dev.relock.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The published keys of another gateway's realm; asked for again when one is not among them, but not too often. */
final class RemoteKeys {
    private static final Logger LOG = Logger.getLogger("relock");
    /** A key that was taken out of the realm counts here for so long, seconds. */
    private static final long KEPT = 300;
    /** An unknown key makes nobody ask more often than this, seconds. */
    private static final long SILENCE = 10;

    private final RemoteLine line;
    private final URI address;
    private Known known = new Known(Map.of(), Long.MIN_VALUE / 2);

    private record Known(Map<String, Ed25519Key> keys, long at) {}

    RemoteKeys(RemoteLine line, URI address) {
        this.line = line;
        this.address = address;
    }

    /** @param now seconds since 1970 */
    synchronized Optional<Ed25519Key> find(String kid, long now) {
        long age = now - known.at;
        if (age > KEPT || (!known.keys.containsKey(kid) && age > SILENCE)) {
            // When it fails, what is known is not kept beyond its time.
            known = new Known(fetch().orElse(age > KEPT ? Map.of() : known.keys), now);
        }
        return Optional.ofNullable(known.keys.get(kid));
    }

    private Optional<Map<String, Ed25519Key>> fetch() {
        try {
            byte[] answer =
                    line.send(HttpRequest.newBuilder(address).GET().build()).body();
            Map<String, Ed25519Key> keys = new HashMap<>();
            for (JsonNode jwk : StrictJson.object("keys", answer).path("keys")) {
                if ("Ed25519".equals(jwk.path("crv").asText())) {
                    keys.put(
                            StrictJson.string(jwk, "kid", 128),
                            Ed25519Key.vet(
                                    Encoding.fromBase64Url("x", StrictJson.string(jwk, "x", 64), Ed25519Key.BYTES)));
                }
            }
            return Optional.of(keys);
        } catch (IOException | MalformedException e) {
            LOG.warnf("The keys at %s cannot be read: %s", address, e.getMessage());
            return Optional.empty();
        }
    }
}
