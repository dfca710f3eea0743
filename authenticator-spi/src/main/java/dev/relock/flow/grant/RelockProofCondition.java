package dev.relock.flow.grant;

import dev.relock.gateway.ApplicationDevice;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyConditionConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.AbstractClientPolicyConditionProvider;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;
import org.keycloak.services.clientpolicy.context.TokenRequestContext;

/**
 * Whether a token request has to do with a browser that proves itself: the tokens belong to one, or are announced to, or
 * a proof comes along. A proof that is left out does not undo that tokens belong to a device.
 */
final class RelockProofCondition extends AbstractClientPolicyConditionProvider<RelockProofCondition.Configuration> {
    /** Nothing but what all conditions have. */
    public static final class Configuration extends ClientPolicyConditionConfigurationRepresentation {}

    RelockProofCondition(KeycloakSession session) {
        super(session);
    }

    @Override
    public Class<Configuration> getConditionConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public String getProviderId() {
        return RelockProofConditionFactory.ID;
    }

    @Override
    public ClientPolicyVote applyPolicy(ClientPolicyContext context) {
        return switch (context.getEvent()) {
            case TOKEN_REQUEST -> {
                TokenRequestContext request = (TokenRequestContext) context;
                yield vote(
                        isKnown(request.getClientSession()) || new GrantProof(session, request.getParams()).isThere());
            }
            case TOKEN_REFRESH -> {
                TokenRefreshContext request = (TokenRefreshContext) context;
                String token = request.getParams().getFirst(OAuth2Constants.REFRESH_TOKEN);
                yield vote(new GrantedSession(session)
                        .of(token, session.getContext().getClient())
                        // One that cannot be read is the executor's to refuse.
                        .map(RelockProofCondition::isKnown)
                        .orElse(true));
            }
            default -> ClientPolicyVote.ABSTAIN;
        };
    }

    private static boolean isKnown(AuthenticatedClientSessionModel session) {
        return ApplicationDevice.of(session).isKnown();
    }

    private static ClientPolicyVote vote(boolean applies) {
        return applies ? ClientPolicyVote.YES : ClientPolicyVote.NO;
    }
}
