package org.example.orders;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The gateway, as a confidential client with the application's origin among its web origins asks it. */
final class Gateway {
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RestClient client;

    /** @param url such as {@code https://sso.example.org/realms/my-realm/relock/} */
    Gateway(String url, String clientId, String secret) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(URI.create(url))
                .defaultHeaders(headers -> headers.setBasicAuth(clientId, secret, StandardCharsets.UTF_8))
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
    }

    /** What the gateway says of a request; whatever is not 200 proves nothing. */
    ResponseEntity<Map<String, Object>> confirm(Map<String, String> proofAndRequest) {
        return client.post()
                .uri("confirm")
                .contentType(MediaType.APPLICATION_JSON)
                .body(proofAndRequest)
                .retrieve()
                .toEntity(JSON);
    }
}
