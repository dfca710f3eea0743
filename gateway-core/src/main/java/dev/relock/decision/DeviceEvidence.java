package dev.relock.decision;

import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Set;

/**
 * What a verified proof has shown. Only the gateway makes it.
 *
 * @param device the device that holds the key
 * @param publicKey its public key, a canonical JWK
 * @param issuer the realm's issuer under which the device enrolled
 * @param origin the web origin whose key it is
 * @param keycloakOrigin whether that is Keycloak's own configured front end
 * @param lineage names the unbroken chain of key agreements (hex); a device that had to restart has a new one
 * @param version version of its root
 * @param epochId the epoch of the token, hex
 * @param session {@code X-Key-Session}
 * @param owners ids of the users who own the device, as the gateway remembers them; a hint, not a proof
 * @param provenAt when the proof was verified, by the server's clock, seconds since 1970
 */
public record DeviceEvidence(
        DeviceId device,
        String publicKey,
        String issuer,
        Origin origin,
        boolean keycloakOrigin,
        String lineage,
        long version,
        String epochId,
        String session,
        Set<String> owners,
        long provenAt) {

    public DeviceEvidence {
        owners = Set.copyOf(owners);
    }
}
