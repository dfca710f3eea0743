package dev.relock.http;

import dev.relock.gateway.SignedInOwner;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AbstractPairwiseSubMapper;
import org.keycloak.protocol.oidc.mappers.PairwiseSubMapperHelper;
import org.keycloak.protocol.oidc.utils.PairwiseSubMapperUtils;

/** What a client is told of the user who is signed in on a device: under the names that it knows from its tokens. */
final class OwnerFacts {
    private final KeycloakSession session;
    private final ClientModel client;

    OwnerFacts(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.client = client;
    }

    /** {@code sub}, {@code state} and, where the device is the user's, {@code assurance} and {@code bound_at} (seconds). */
    Map<String, Object> of(SignedInOwner owner) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sub", subject(owner.user()));
        facts.put("state", owner.standing().state().id());
        owner.standing().binding().ifPresent(binding -> {
            facts.put("assurance", binding.assurance().id());
            facts.put("bound_at", binding.createdAt());
        });
        return facts;
    }

    /** A client whose tokens have pairwise subjects learns no other one here. */
    private String subject(UserModel user) {
        return client.getProtocolMappersStream()
                .filter(mapper -> implementation(mapper) instanceof AbstractPairwiseSubMapper)
                .findFirst()
                .map(mapper -> ((AbstractPairwiseSubMapper) implementation(mapper))
                        .generateSub(mapper, sector(mapper), user.getId()))
                .orElse(user.getId());
    }

    private Object implementation(ProtocolMapperModel mapper) {
        return session.getKeycloakSessionFactory().getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper());
    }

    private String sector(ProtocolMapperModel mapper) {
        String uri = PairwiseSubMapperHelper.getSectorIdentifierUri(mapper);
        return uri == null || uri.isEmpty()
                ? PairwiseSubMapperUtils.resolveValidSectorIdentifier(client.getRootUrl(), client.getRedirectUris())
                : PairwiseSubMapperUtils.resolveValidSectorIdentifier(uri);
    }
}
