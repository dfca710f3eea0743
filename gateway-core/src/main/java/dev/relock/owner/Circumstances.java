package dev.relock.owner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Set;

/**
 * What trust rests on besides the key. Taken down when a second factor was passed, and compared with how things are when
 * the trust is used: what Keycloak changes without a word to anybody is noticed that way.
 *
 * @param password names the user's present password without telling it; empty when Keycloak stores none, as for most
 *     federated users
 * @param factors ids of the user's credentials other than passwords and devices
 * @param email digest of the user's address, empty if there is none
 * @param signedOutBefore "sign out everywhere", of the user or the realm: sign-ins before it are void; seconds since 1970
 * @param network prefix of the address the browser came from, empty where the realm does not look at it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Circumstances(String password, Set<String> factors, String email, long signedOutBefore, String network) {

    /** Nothing was taken down. No account looks like it: it has changed, whatever is asked. */
    public static final Circumstances UNKNOWN = new Circumstances("?", Set.of("?"), "?", -1, "?");

    public Circumstances {
        factors = Set.copyOf(factors);
    }

    /** The same after the user, signed in, has chosen a new password. */
    public Circumstances withPassword(String newPassword) {
        return new Circumstances(newPassword, factors, email, signedOutBefore, network);
    }
}
