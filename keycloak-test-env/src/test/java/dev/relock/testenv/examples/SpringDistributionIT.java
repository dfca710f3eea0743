package dev.relock.testenv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code examples/spring}: a resource server with Spring Security. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SpringDistributionIT {
    private static final Path MAVEN = Path.of("..", "mvnw");
    private static final String ORIGIN = "http://localhost:8000";
    private static final String ORDER = "{\"what\":\"tea\"}";

    private int port;
    private TestRealm realm;
    private OidcClient client;
    private ServerProcess application;
    private HttpAgent page;
    private Tokens tokens;

    @BeforeAll
    void start(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client(it -> it.setWebOrigins(List.of(ORIGIN)));
        port = FreePort.find();
        application = ServerProcess.start(
                "Spring Boot",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar().toAbsolutePath().toString()),
                Map.of(
                        "PORT", Integer.toString(port),
                        "ORIGIN", ORIGIN,
                        "ISSUER", realm.url().toString(),
                        "CLIENT_ID", client.id(),
                        "CLIENT_SECRET", client.secret()),
                Artifacts.ofTheBuild().directory().resolve("examples").resolve("spring.log"));
        page = new HttpAgent(URI.create(realm.url() + "/relock/"), new Origin(ORIGIN)).enrol();
        tokens = tokens(realm.somebody());
        assertThat(page.send(
                                "login",
                                page.proof(),
                                Map.of("Origin", ORIGIN, "Authorization", "Bearer " + tokens.raw("access_token")))
                        .status())
                .isEqualTo(200);
        application.awaitReady(() -> NodeExample.listens(port));
    }

    @AfterAll
    void stop() {
        application.close();
        realm.close();
    }

    /** As its README says, by the Maven of this build. */
    private static Path jar() {
        ExampleCopy example = ExampleCopy.of("spring");
        String maven = MAVEN.toAbsolutePath().normalize().toString();
        example.run(Map.of(), maven, "-B", "-ntp", "-q", "package");
        return example.directory().resolve("target").resolve("orders.jar");
    }

    private Tokens tokens(Person person) {
        return client.redeem(client.signIn(realm.browser(), person)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust());
    }

    private Map<String, String> proof(String method, String path, String body) {
        return page.proof(TokenContext.request(
                method, ORIGIN + path, TokenContext.bodyDigest(body.getBytes(StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> order(Tokens of, Map<String, String> proof, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders?a=1"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + of.raw("access_token"))
                .POST(BodyPublishers.ofString(body));
        proof.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theBrowserOfTheUserOrders() throws IOException, InterruptedException {
        HttpResponse<String> answer = order(tokens, proof("POST", "/orders?a=1", ORDER), ORDER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "tea",
                        page.agent().deviceId().value(),
                        tokens.accessToken().path("sub").asText());
    }

    @Test
    void aTokenAloneOrdersNothing() throws IOException, InterruptedException {
        HttpResponse<String> answer = order(tokens, Map.of(), ORDER);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Relock error=\"401 confirm\"");
    }

    @Test
    void aProofOfAnotherRequestOrOfAnEarlierOneOrdersNothing() throws IOException, InterruptedException {
        assertThat(order(tokens, proof("POST", "/orders?a=2", ORDER), ORDER).statusCode())
                .isEqualTo(401);
        Map<String, String> proof = proof("POST", "/orders?a=1", ORDER);
        assertThat(order(tokens, proof, "{\"what\":\"gold\"}").statusCode()).isEqualTo(401);
        assertThat(order(tokens, proof, ORDER).statusCode()).isEqualTo(200);
        assertThat(order(tokens, proof, ORDER).statusCode()).isEqualTo(401);
    }

    @Test
    void theTokenOfSomebodyElseIsOfNoUseInThisBrowser() throws IOException, InterruptedException {
        assertThat(order(tokens(realm.somebody()), proof("POST", "/orders?a=1", ORDER), ORDER)
                        .statusCode())
                .isEqualTo(403);
    }
}
