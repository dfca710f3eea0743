package dev.relock.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.relock.http.ProofFields.Found;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;

/** A body of any kind, and proof fields anywhere: read, or refused as malformed or too long. */
class RequestFuzzTest {

    /** A request of this type with this one header, for all names; it has no cookie. */
    private static HttpHeaders headers(MediaType type, String header) {
        return (HttpHeaders) Proxy.newProxyInstance(
                RequestFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMediaType" -> type;
                    case "getRequestHeader" -> header.isEmpty() ? null : Arrays.asList(header.split(",", 3));
                    case "getCookies" -> Map.of();
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    /** As Keycloak hands it over: forms are decoded by then. */
    private static HttpRequest request(byte[] body, HttpHeaders headers) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        for (String field : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            String[] pair = field.split("=", 2);
            form.add(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return (HttpRequest) Proxy.newProxyInstance(
                RequestFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHttpHeaders" -> headers;
                    case "getDecodedFormParameters" -> form;
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    private static Optional<Found> find(byte[] body, HttpHeaders headers)
            throws MalformedException, Body.TooLongException, IOException {
        Body read = Body.read(new ByteArrayInputStream(body), request(body, headers));
        read.text("user", 100);
        return ProofFields.of(headers)
                .json(read.json())
                .form(read.form())
                .cookies(headers)
                .find();
    }

    /** The first line is a header's value, the rest the body. */
    @FuzzTest
    void anyRequestIsReadOrRefused(byte[] data) throws Exception {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\n", 2);
        String header = parts.length > 1 ? parts[0] : "";
        byte[] body = parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1);
        for (MediaType type : Arrays.asList(
                null,
                MediaType.APPLICATION_JSON_TYPE,
                MediaType.APPLICATION_FORM_URLENCODED_TYPE,
                MediaType.TEXT_PLAIN_TYPE)) {
            try {
                find(body, headers(type, header))
                        .ifPresent(
                                found -> assertThat(found.proof().signature()).hasSize(64));
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (Body.TooLongException refused) {
                assertThat(body.length).isGreaterThan(8192);
            }
        }
    }

    @Test
    void aProofIsFoundInEachKindOfBody() throws Exception {
        String token = "00".repeat(8) + "00000001" + "00".repeat(20);
        String form =
                "X-Key-Token=" + token + "&X-Key-Signature=" + "00".repeat(64) + "&X-Key-Session=" + "00".repeat(48);
        String json = "{\"" + form.replace("=", "\":\"").replace("&", "\",\"") + "\"}";
        byte[] ascii = form.getBytes(StandardCharsets.US_ASCII);
        assertThat(find(ascii, headers(MediaType.APPLICATION_FORM_URLENCODED_TYPE, "")))
                .isPresent();
        assertThat(find(ascii, headers(MediaType.TEXT_PLAIN_TYPE, ""))).isEmpty();
        assertThat(find(json.getBytes(StandardCharsets.US_ASCII), headers(MediaType.APPLICATION_JSON_TYPE, "")))
                .isPresent();
    }
}
