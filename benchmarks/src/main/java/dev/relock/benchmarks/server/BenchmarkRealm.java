package dev.relock.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/** The demo realm under another name, with flows, clients and people to measure with. */
public final class BenchmarkRealm implements AutoCloseable {
    public static final String PASSWORD = "password";
    /** The demo's flow: the second factor where the browser is not trusted. */
    public static final String RELOCK_FLOW = "relock browser";

    public static final String PASSWORD_FLOW = "benchmark password";
    public static final String OTP_FLOW = "benchmark otp";
    public static final String WEBAUTHN_FLOW = "benchmark webauthn";
    /** The proof is shown on a page of its own. */
    public static final String DEVICE_FIRST_FLOW = "relock browser, device first";

    /** Where its clients' pages are; nothing listens there. */
    public static final String APPLICATION = "http://localhost:8000";

    private static final String SECRET = "secret-of-a-benchmark";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RelockKeycloak keycloak;
    private final String name;
    private final Keycloak admin;

    private BenchmarkRealm(RelockKeycloak keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
        this.admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build();
    }

    /**
     * A new realm.
     *
     * @param change of what is otherwise as in the demo
     */
    public static BenchmarkRealm create(RelockKeycloak keycloak, String name, Consumer<RealmRepresentation> change) {
        BenchmarkRealm realm = new BenchmarkRealm(keycloak, name);
        RealmRepresentation file = read(name);
        file.setAccessTokenLifespan(7200);
        file.setEventsEnabled(false);
        List<AuthenticationFlowRepresentation> flows = new ArrayList<>(file.getAuthenticationFlows());
        flows.addAll(flow(PASSWORD_FLOW, "auth-username-password-form"));
        flows.addAll(flow(OTP_FLOW, "auth-username-password-form", "auth-otp-form"));
        flows.addAll(flow(WEBAUTHN_FLOW, "auth-username-password-form", "webauthn-authenticator"));
        file.setAuthenticationFlows(flows);
        change.accept(file);
        realm.admin.realms().create(file);
        // At creation Keycloak looks at this only together with all the rest of the policy.
        RealmRepresentation created = realm.admin().toRepresentation();
        created.setOtpPolicyCodeReusable(true);
        realm.admin().update(created);
        return realm;
    }

    private static RealmRepresentation read(String name) {
        try (InputStream file = DemoRealm.class.getResourceAsStream(DemoRealm.RESOURCE)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(DemoRealm.NAME, name);
            return JsonSerialization.readValue(text, RealmRepresentation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the same shape as the demo's: the cookie, or else forms. */
    private static List<AuthenticationFlowRepresentation> flow(String alias, String... forms) {
        List<AuthenticationExecutionExportRepresentation> steps = new ArrayList<>();
        for (String form : forms) {
            steps.add(execution(form, "REQUIRED", steps.size()));
        }
        AuthenticationExecutionExportRepresentation subFlow = execution(null, "ALTERNATIVE", 1);
        subFlow.setAuthenticatorFlow(true);
        subFlow.setFlowAlias(alias + " forms");
        return List.of(
                flow(alias, true, List.of(execution("auth-cookie", "ALTERNATIVE", 0), subFlow)),
                flow(alias + " forms", false, steps));
    }

    private static AuthenticationFlowRepresentation flow(
            String alias, boolean topLevel, List<AuthenticationExecutionExportRepresentation> executions) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(topLevel);
        flow.setBuiltIn(false);
        flow.setAuthenticationExecutions(executions);
        return flow;
    }

    private static AuthenticationExecutionExportRepresentation execution(
            String authenticator, String requirement, int priority) {
        AuthenticationExecutionExportRepresentation execution = new AuthenticationExecutionExportRepresentation();
        execution.setAuthenticator(authenticator);
        execution.setRequirement(requirement);
        execution.setPriority(priority);
        return execution;
    }

    public URI url() {
        return keycloak.realm(name);
    }

    public String name() {
        return name;
    }

    public RealmResource admin() {
        return admin.realm(name);
    }

    /** How passwords are hashed from the next sign-in of each user on; empty for Keycloak's default. */
    public void passwordPolicy(String policy) {
        RealmRepresentation realm = admin().toRepresentation();
        realm.setPasswordPolicy(policy);
        admin().update(realm);
    }

    /** A confidential client that signs its users in by this flow; it may also ask for tokens directly. */
    public void client(String id, String flow) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setSecret(SECRET);
        client.setPublicClient(false);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of("http://localhost/*"));
        client.setWebOrigins(List.of(APPLICATION));
        client.setDefaultClientScopes(List.of("basic", "acr", "profile", "email"));
        client.setProtocolMappers(List.of(audience(id)));
        client.setAuthenticationFlowBindingOverrides(Map.of("browser", idOf(flow)));
        created(admin().clients().create(client));
    }

    private String idOf(String alias) {
        return admin().flows().getFlows().stream()
                .filter(flow -> flow.getAlias().equals(alias))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** Keycloak lets a client ask only about tokens that are meant for it. */
    private static ProtocolMapperRepresentation audience(String client) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("audience");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-audience-mapper");
        mapper.setConfig(new HashMap<>(Map.of("included.client.audience", client, "access.token.claim", "true")));
        return mapper;
    }

    /** Somebody with a password, and these credentials beside. */
    public void user(String user, CredentialRepresentation... more) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(PASSWORD);
        List<CredentialRepresentation> credentials = new ArrayList<>(List.of(password));
        credentials.addAll(List.of(more));
        UserRepresentation representation = new UserRepresentation();
        representation.setUsername(user);
        representation.setEmail(user + "@example.org");
        representation.setFirstName("Robin");
        representation.setLastName("Example");
        representation.setEnabled(true);
        representation.setCredentials(credentials);
        created(admin().users().create(representation));
    }

    private static void created(Response response) {
        try (response) {
            if (response.getStatus() != 201) {
                throw new IllegalStateException(
                        "Not created: " + response.getStatus() + response.readEntity(String.class));
            }
        }
    }

    /** What the token endpoint gives for a password. */
    public JsonNode tokens(String client, String user) {
        String form = form(client) + "&grant_type=password&scope=openid&username=" + user + "&password=" + PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            JsonNode answer = JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!answer.has("access_token")) {
                throw new IllegalStateException("No tokens: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How a client names itself in a form. */
    public static String form(String client) {
        return "client_id=" + client + "&client_secret=" + SECRET;
    }

    @Override
    public void close() {
        admin.close();
    }
}
