package dev.relock.flow.claims;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapper;

/** What both mappers show in the admin console, and have checked when they are saved. */
interface RelockMapper extends ProtocolMapper {
    @Override
    default String getDisplayType() {
        return "Relock device";
    }

    @Override
    default String getHelpText() {
        return "Tells which browser the user signed in with, whether it is trusted, and since when.";
    }

    @Override
    default void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel client,
            ProtocolMapperModel mapper) {
        MapperSettings.complete(mapper);
    }
}
