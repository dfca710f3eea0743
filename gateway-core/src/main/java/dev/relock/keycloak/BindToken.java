package dev.relock.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.relock.decision.DeviceEvidence;
import org.keycloak.representations.JsonWebToken;

/** What the key of a link says that makes a browser trusted; signed with the realm's secret key. */
final class BindToken extends JsonWebToken {
    static final String TYPE = "relock-bind";

    /** The device that asked. */
    @JsonProperty("device")
    private String device;

    /** The chain of its key agreements then. */
    @JsonProperty("lineage")
    private String lineage;

    /** How the account looked then, see {@link AccountLook#fingerprint}. */
    @JsonProperty("account")
    private String account;

    /** How long the device is to be trusted, seconds. */
    @JsonProperty("lifetime")
    private long lifetime;

    BindToken() {}

    /**
     * @param id drawn at random; by it the token is used once, and no other page's proof is good here
     */
    BindToken(String id, String issuer, String userId, DeviceEvidence evidence, String account, long lifetime) {
        id(id).issuer(issuer).type(TYPE).subject(userId);
        this.device = evidence.device().value();
        this.lineage = evidence.lineage();
        this.account = account;
        this.lifetime = lifetime;
    }

    String account() {
        return account;
    }

    long lifetime() {
        return lifetime;
    }

    /** Whether this device asked, and has not had to begin anew since. */
    boolean isOf(DeviceEvidence evidence) {
        return evidence.device().value().equals(device) && evidence.lineage().equals(lineage);
    }

    /** Whether it is good for anything in the realm of this issuer now. */
    boolean isGoodFor(String issuer) {
        return TYPE.equals(getType())
                && issuer.equals(getIssuer())
                && getId() != null
                && getSubject() != null
                && device != null
                && lineage != null
                && account != null
                && lifetime > 0
                && getExp() != null
                && isActive();
    }
}
