package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.gateway.Redirects;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Encoding;
import dev.relock.redirect.Outcome;
import dev.relock.redirect.ReturnForm;
import dev.relock.redirect.ReturnRoutes;
import dev.relock.redirect.Transaction;
import dev.relock.statement.StatementType;
import dev.relock.statement.Statements;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Redirects for the clients of one realm. */
final class KeycloakRedirects implements Redirects {
    /** How long a transaction is remembered, seconds: a result of an earlier one has long run out by then. */
    private static final long REMEMBERED = 3600;
    /** How long a result is good, seconds. */
    private static final long RESULT_LIFETIME = 60;

    private final RealmContext context;
    private final Ownership ownership;

    KeycloakRedirects(RealmContext context, Ownership ownership) {
        this.context = context;
        this.ownership = ownership;
    }

    @Override
    public Optional<ReturnRoutes> routes(String clientId) {
        return client(clientId.isEmpty() ? context.settings().redirectClient() : clientId)
                .flatMap(ClientRoutes::of);
    }

    private Optional<ClientModel> client(String clientId) {
        return Optional.ofNullable(context.realm().getClientByClientId(clientId))
                .filter(ClientModel::isEnabled);
    }

    @Override
    public Optional<ReturnForm> end(
            ReturnRoutes routes,
            Transaction transaction,
            Optional<DeviceEvidence> evidence,
            Optional<DeviceProof> next) {
        ClientModel client = client(routes.audience()).orElseThrow();
        Optional<DeviceEvidence> proven = evidence.filter(found -> mayUse(client, found));
        Outcome outcome = proven.filter(found -> isTrusted(client, found)).isPresent() ? Outcome.TRUSTED : Outcome.NEW;
        // Only now: a look-up of a user that failed ends no transaction.
        boolean first = context.session()
                .singleUseObjects()
                .putIfAbsent("relock-transaction-" + context.realm().getId() + "-" + transaction, REMEMBERED);
        if (!first) {
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(ReturnForm.TRANSACTION, transaction.toString());
        fields.put(ReturnForm.SIGNATURE, Encoding.hex(context.keys().sign(transaction)));
        fields.put(ReturnForm.RESULT, result(routes, transaction, outcome, proven));
        proven.filter(found -> !found.keycloakOrigin())
                .flatMap(found -> next.filter(proof -> isOfSamePage(proof, found)))
                .ifPresent(proof -> {
                    fields.put(DeviceProof.TOKEN, Encoding.hex(proof.token().bytes()));
                    fields.put(DeviceProof.SIGNATURE, Encoding.hex(proof.signature()));
                });
        return Optional.of(new ReturnForm(routes.of(outcome), fields));
    }

    /** A page of Keycloak's own host, or one of the application itself; never one of another application. */
    private boolean mayUse(ClientModel client, DeviceEvidence evidence) {
        return evidence.keycloakOrigin() || context.origins().belongsTo(client, evidence.origin());
    }

    private static boolean isOfSamePage(DeviceProof proof, DeviceEvidence evidence) {
        return proof.token().epochId().equals(evidence.epochId())
                && proof.session().equals(evidence.session());
    }

    private boolean isTrusted(ClientModel client, DeviceEvidence evidence) {
        context.session().getContext().setClient(client);
        TrustPolicy policy = context.policy();
        return !policy.reportOnly()
                && evidence.owners().stream()
                        .map(owner -> context.session().users().getUserById(context.realm(), owner))
                        .filter(owner -> owner != null && owner.isEnabled())
                        .anyMatch(owner -> trust(evidence, owner, policy) == TrustState.TRUSTED);
    }

    private TrustState trust(DeviceEvidence evidence, UserModel owner, TrustPolicy policy) {
        return evidence.keycloakOrigin()
                ? ownership.trust(Optional.of(evidence), owner, policy)
                : ownership.trustForApplication(evidence, owner, policy);
    }

    /** Unlike the documented signature, this one covers the outcome, and whom it is for. */
    private String result(
            ReturnRoutes routes, Transaction transaction, Outcome outcome, Optional<DeviceEvidence> proven) {
        long now = context.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", context.issuer());
        claims.put("aud", routes.audience());
        claims.put("transaction", transaction.toString());
        claims.put("outcome", outcome.id());
        proven.ifPresent(evidence -> {
            claims.put("device_id", evidence.device().value());
            claims.put("origin", evidence.origin().value());
        });
        claims.put("iat", now);
        claims.put("exp", now + RESULT_LIFETIME);
        return new Statements(context.keys()).sign(StatementType.TRANSACTION, claims);
    }
}
