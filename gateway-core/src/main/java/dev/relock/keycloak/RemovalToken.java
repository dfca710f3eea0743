package dev.relock.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.representations.JsonWebToken;

/** What the key of a removal link says; signed with the realm's secret key, so that only Keycloak can make one. */
final class RemovalToken extends JsonWebToken {
    static final String TYPE = "relock-removal";

    /** Id of the credential that is to go. */
    @JsonProperty("credential")
    private String credential;

    RemovalToken() {}

    RemovalToken(String issuer, String userId, String credential, long expiresAt) {
        issuer(issuer).type(TYPE).subject(userId).exp(expiresAt);
        this.credential = credential;
    }

    String credential() {
        return credential;
    }

    /** Whether it is good for anything in the realm of this issuer now. */
    boolean isGoodFor(String issuer) {
        return TYPE.equals(getType())
                && issuer.equals(getIssuer())
                && getSubject() != null
                && credential != null
                && getExp() != null
                && isActive();
    }
}
