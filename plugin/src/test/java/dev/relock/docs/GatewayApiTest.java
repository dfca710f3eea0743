package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.http.RelockResource;
import dev.relock.proof.Refusal;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * docs/gateway-api.yaml tells of every endpoint there is. That real gateways answer nothing else than it says is held by
 * every test that talks to one.
 */
class GatewayApiTest {
    private final OpenApi api = OpenApi.at("docs/gateway-api.yaml");

    @Test
    void endpoints() {
        assertThat(api.operations()).isEqualTo(OpenApi.operationsOf(RelockResource.class));
    }

    /** Whatever can be wrong with a proof is told by an endpoint that needs one; a reverse proxy knows 401 only. */
    @Test
    void statusesOfProofs() {
        Set<String> expected = new TreeSet<>(Set.of("200", "413", "500"));
        Arrays.stream(Refusal.values()).forEach(refusal -> expected.add(Integer.toString(refusal.status())));
        Set<String> answers = new TreeSet<>();
        for (JsonNode path : api.tree().get("paths")) {
            JsonNode post = path.path("post");
            if (post.path("tags").path(0).asText().equals("proof")) {
                answers.clear();
                post.get("responses").fieldNames().forEachRemaining(answers::add);
                assertThat(answers).as(post.get("operationId").asText()).isEqualTo(expected);
            }
        }
        assertThat(answers).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(api.tree().findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                api.tree().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
