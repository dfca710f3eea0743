package dev.relock.remote;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The line to another gateway. A request is sent again only if its connection was refused, for then nobody has read it: a
 * proof counts once. After some failures in a row the line is closed for a while, so that nobody waits for it.
 */
final class RemoteLine {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final int MAX_ANSWER = 32 * 1024;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http;
    private final RemoteOptions options;
    private final FailsafeExecutor<HttpResponse<byte[]>> guard;

    RemoteLine(RemoteOptions options) {
        this.options = options;
        this.http = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        RetryPolicy<HttpResponse<byte[]>> again = RetryPolicy.<HttpResponse<byte[]>>builder()
                .handle(ConnectException.class)
                .withMaxRetries(1)
                .build();
        CircuitBreaker<HttpResponse<byte[]>> breaker = CircuitBreaker.<HttpResponse<byte[]>>builder()
                .handle(IOException.class)
                .handleResultIf(answer -> answer.statusCode() >= SERVER_ERROR)
                .withFailureThreshold(options.failures())
                .withDelay(options.pause())
                .onOpen(event -> LOG.warnf("The gateway at %s fails; it is left alone for a while", options.url()))
                .onClose(event -> LOG.infof("The gateway at %s answers again", options.url()))
                .build();
        this.guard = Failsafe.with(again, breaker);
    }

    /** @throws IOException also when the line is closed */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return guard.get(() -> sendOnce(request));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IOException("the line is closed", e);
        }
    }

    /** The JDK's own timeout ends with the first byte. */
    private HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new LimitedBody(MAX_ANSWER));
        try {
            return answer.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException refused) {
                throw refused;
            }
            throw new IOException("no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }
}
