package dev.relock.flow.claims;

import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.ApplicationDevice;
import dev.relock.gateway.Standing;
import dev.relock.owner.OwnerBinding;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;

/** The claims of one session, for one client, as they are now. */
final class DeviceClaims {
    private DeviceClaims() {}

    /** Text or whole numbers by claim; what does not apply is left out. */
    static Map<Claim, Object> of(
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession,
            ProtocolMapperModel mapper) {
        SignInNotes notes = SignInNotes.of(userSession);
        Standing standing = notes.device().isEmpty() || userSession.getUser() == null
                ? Standing.UNKNOWN
                : LoginGateway.of(session).standing(notes.device(), userSession.getUser());
        DeviceAlias.Mapping mapping = DeviceAlias.of(mapper);
        Map<Claim, Object> claims = of(
                notes,
                standing,
                mapping.name(notes.device(), clientSession.getClient().getClientId()));
        // No alias: it is another id at each origin, and the client's pages learn it from the gateway.
        ApplicationDevice.of(clientSession)
                .proven()
                .filter(device -> mapping.alias() != DeviceAlias.NONE)
                .ifPresent(device -> claims.put(Claim.APPLICATION_DEVICE, device));
        return claims;
    }

    /** The pure part. */
    static Map<Claim, Object> of(SignInNotes notes, Standing standing, Optional<String> device) {
        Map<Claim, Object> claims = new EnumMap<>(Claim.class);
        claims.put(Claim.STATE, standing.state().id());
        claims.put(Claim.LOGIN_STATE, notes.state());
        if (!notes.device().isEmpty()) {
            device.ifPresent(name -> claims.put(Claim.DEVICE_ID, name));
            claims.put(Claim.PROVEN_AT, notes.provenAt());
        }
        standing.binding().ifPresent(binding -> describe(binding, claims));
        return claims;
    }

    private static void describe(OwnerBinding binding, Map<Claim, Object> claims) {
        claims.put(Claim.ASSURANCE, binding.assurance().id());
        claims.put(Claim.BOUND_AT, binding.createdAt());
    }
}
