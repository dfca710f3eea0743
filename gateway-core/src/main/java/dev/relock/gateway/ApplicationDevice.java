package dev.relock.gateway;

import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;

/**
 * The device, of the application's own origin, to which the tokens of one client in one Keycloak session belong. Keys belong
 * to one origin, so it is another one than the device that signed in at Keycloak; the authorization request and the redeemed
 * code tie the two together. Kept in notes of the client session, which ends with the sign-in.
 */
public final class ApplicationDevice {
    /** Parameter of the authorization request: the device that is going to redeem the code. */
    public static final String PARAMETER = "relock_device";

    private static final String PROVEN = "relock.application-device";
    /** As Keycloak keeps parameters that it does not know. */
    private static final String ANNOUNCED =
            AuthorizationEndpoint.LOGIN_SESSION_NOTE_ADDITIONAL_REQ_PARAMS_PREFIX + PARAMETER;

    private final AuthenticatedClientSessionModel session;

    private ApplicationDevice(AuthenticatedClientSessionModel session) {
        this.session = session;
    }

    public static ApplicationDevice of(AuthenticatedClientSessionModel session) {
        return new ApplicationDevice(session);
    }

    /** The device that has proven itself for these tokens, if one has. */
    public Optional<String> proven() {
        return note(PROVEN);
    }

    /** Whether the tokens belong to a device, or are announced to. */
    public boolean isKnown() {
        return proven().or(() -> note(ANNOUNCED)).isPresent();
    }

    /** Whether this device may redeem the code: the one that the authorization request announced, if it did. */
    public boolean mayRedeem(String device) {
        return note(ANNOUNCED).map(device::equals).orElse(true);
    }

    /** Whether the tokens may be used by this device, as far as it is known to whom they belong. */
    public boolean mayUse(String device) {
        return proven().or(() -> note(ANNOUNCED)).map(device::equals).orElse(true);
    }

    /** From now on the tokens belong to this device. */
    public void link(String device) {
        session.setNote(PROVEN, device);
    }

    private Optional<String> note(String name) {
        return Optional.ofNullable(session.getNote(name)).filter(value -> !value.isEmpty());
    }
}
