package dev.relock.flow.grant;

import dev.relock.gateway.ApplicationDevice;
import dev.relock.gateway.Verification;
import dev.relock.proof.Refusal;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;
import org.keycloak.services.clientpolicy.context.TokenRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Demands a proof at the token endpoint: whoever redeems the code says by it to which device the tokens belong, and only
 * that device gets new ones for a refresh token. Ways to tokens that pass no browser are closed to these clients.
 */
final class RelockProofExecutor
        implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {
    private final KeycloakSession session;

    RelockProofExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return RelockProofExecutorFactory.ID;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        switch (context.getEvent()) {
            case TOKEN_REQUEST -> redeem((TokenRequestContext) context);
            case TOKEN_REFRESH -> refresh((TokenRefreshContext) context);
            case RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST,
                    IMPLICIT_HYBRID_TOKEN_RESPONSE,
                    DEVICE_TOKEN_REQUEST,
                    BACKCHANNEL_TOKEN_REQUEST,
                    TOKEN_EXCHANGE_REQUEST,
                    JWT_AUTHORIZATION_GRANT ->
                throw new ClientPolicyException(
                        OAuthErrorException.UNAUTHORIZED_CLIENT, "This client's tokens belong to browsers");
            default -> {
                // Neither gives tokens of a user nor takes them.
            }
        }
    }

    private void redeem(TokenRequestContext context) throws ClientPolicyException {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        ApplicationDevice owner = ApplicationDevice.of(clientSession);
        GrantProof proof = new GrantProof(session, context.getParams());
        String device = device(
                proof.verify(clientSession.getClient(), context.getParams().getFirst(OAuth2Constants.CODE)));
        if (!owner.mayRedeem(device)) {
            throw refused(Refusal.USER);
        }
        owner.link(device);
    }

    private void refresh(TokenRefreshContext context) throws ClientPolicyException {
        ClientModel client = session.getContext().getClient();
        String token = context.getParams().getFirst(OAuth2Constants.REFRESH_TOKEN);
        // A token that cannot be read belongs to nobody.
        Optional<String> owner = new GrantedSession(session)
                .of(token, client)
                .flatMap(found -> ApplicationDevice.of(found).proven());
        String device = device(new GrantProof(session, context.getParams()).verify(client, token));
        if (!owner.equals(Optional.of(device))) {
            throw refused(Refusal.USER);
        }
    }

    private static String device(Verification verification) throws ClientPolicyException {
        if (verification instanceof Verification.Refused refused) {
            throw refused(refused.refusal());
        }
        return ((Verification.Proven) verification).evidence().device().value();
    }

    /** As {@code GET auth} tells of it, so that the agent knows whether new keys would help. */
    private static ClientPolicyException refused(Refusal refusal) {
        return new ClientPolicyException(
                OAuthErrorException.INVALID_GRANT, "Relock error=\"" + refusal.status() + " " + refusal.id() + "\"");
    }
}
