package dev.relock.http;

import dev.relock.gateway.MailedBinding;
import dev.relock.gateway.MailedBinding.Answer;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import dev.relock.store.StoreUnavailableException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/**
 * The page behind the link that makes a browser trusted. It first has the browser prove, by a form that submits itself, that it is
 * the one which asked; only that browser is shown a button, whose answer brings another proof. Nothing can be forged: each proof
 * is for this link.
 */
public final class TrustPage {
    private static final String TEMPLATE = "relock-trust.ftl";
    private static final String CHOICE = "relock-choice";
    private static final String TRUST = "trust";
    private static final int MAX_KEY_LENGTH = 4096;
    private static final int MAX_CHOICE_LENGTH = 32;

    private final KeycloakSession session;
    private final HttpRequest request;
    private final MailedBinding binding;

    TrustPage(KeycloakSession session, MailedBinding binding) {
        this.session = session;
        this.request = session.getContext().getHttpRequest();
        this.binding = binding;
    }

    /** What opening the link shows; changes nothing. */
    @GET
    public Response open(@QueryParam(Constants.TOKEN) String key) {
        return Optional.ofNullable(key)
                .filter(given -> given.length() <= MAX_KEY_LENGTH)
                .flatMap(binding::challenge)
                .map(challenge -> asking("check", key, challenge).createForm(TEMPLATE))
                .orElseGet(this::notGood);
    }

    /** The answers of the page: first the proof alone, then with it what the user chose. */
    @POST
    public Response answer(InputStream in) throws IOException {
        try {
            Body body = Body.read(in, request);
            String key = body.text(Constants.TOKEN, MAX_KEY_LENGTH);
            return TRUST.equals(body.text(CHOICE, MAX_CHOICE_LENGTH))
                    ? show("done", key, binding.bind(key, proof(body)))
                    : show("ask", key, binding.find(key, proof(body)));
        } catch (MalformedException | Body.TooLongException e) {
            return notGood();
        } catch (StoreUnavailableException e) {
            session.getTransactionManager().setRollbackOnly();
            return elsewhere();
        }
    }

    /** A browser that has nothing to show, or nothing of the documented form, is not the one that asked. */
    private static Optional<DeviceProof> proof(Body body) {
        try {
            return ProofFields.ofForm(body.form()).find().map(ProofFields.Found::proof);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Response show(String step, String key, Answer answer) {
        if (answer instanceof Answer.Here here) {
            Duration lifetime = Duration.ofSeconds(here.lifetime());
            return asking(step, key, binding.challenge(key).orElse(""))
                    .setUser(here.owner())
                    .setAttribute("relockDays", lifetime.toDays())
                    .setAttribute("relockHours", Math.max(1, lifetime.toHours()))
                    .createForm(TEMPLATE);
        }
        return answer instanceof Answer.Elsewhere ? elsewhere() : notGood();
    }

    private LoginFormsProvider asking(String step, String key, String challenge) {
        return page(step).setAttribute("relockKey", key).setAttribute("relockChallenge", challenge);
    }

    private Response elsewhere() {
        return failed("elsewhere", Response.Status.FORBIDDEN);
    }

    /** Forged, used and expired links look the same. */
    private Response notGood() {
        return failed("void", Response.Status.GONE);
    }

    private Response failed(String step, Response.Status status) {
        return Response.fromResponse(page(step).createForm(TEMPLATE))
                .status(status)
                .build();
    }

    private LoginFormsProvider page(String step) {
        return session.getProvider(LoginFormsProvider.class)
                .setResponseHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .setAttribute("relockTrust", step);
    }
}
