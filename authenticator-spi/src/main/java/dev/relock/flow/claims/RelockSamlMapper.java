package dev.relock.flow.claims;

import java.util.List;
import java.util.Map;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code relock-saml-mapper}: tells SAML clients about the browser, by attributes of the names of the claims. */
public final class RelockSamlMapper extends AbstractSAMLProtocolMapper
        implements RelockMapper, SAMLAttributeStatementMapper {
    public static final String ID = "relock-saml-mapper";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return MapperSettings.ALL;
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        DeviceClaims.of(session, userSession, clientSession, mapper)
                .forEach((claim, value) ->
                        AttributeStatementHelper.addAttribute(statement, named(claim), value.toString()));
    }

    private static ProtocolMapperModel named(Claim claim) {
        ProtocolMapperModel attribute = new ProtocolMapperModel();
        attribute.setConfig(Map.of(AttributeStatementHelper.SAML_ATTRIBUTE_NAME, claim.id()));
        return attribute;
    }
}
