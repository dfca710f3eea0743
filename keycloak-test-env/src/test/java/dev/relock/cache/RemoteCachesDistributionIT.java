package dev.relock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import dev.relock.option.ServerOption;
import dev.relock.option.ServerOptions;
import dev.relock.protocol.Encoding;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import dev.relock.testenv.infinispan.InfinispanServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients of a real Infinispan server, as two Keycloaks are, without the Keycloaks. */
class RemoteCachesDistributionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long ANSWER_MILLIS = 4000;
    private static final int STRANGERS = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static InfinispanServer server;
    private static ExecutorService threads;

    private final List<RemoteCacheManager> clients = new ArrayList<>();
    private RelockCaches one;
    private RelockCaches other;

    @BeforeAll
    static void startServer() {
        server = InfinispanServer.start("remote-caches");
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stopServer() {
        threads.shutdownNow();
        server.close();
    }

    @BeforeEach
    void open() {
        one = open(client(), true);
        other = open(client(), true);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        clients.forEach(RemoteCacheManager::close);
    }

    @Test
    void ofTwoWhoEnrolTheSameDeviceOneIsFirst() throws Exception {
        for (int i = 0; i < 200; i++) {
            DeviceState mine = device("realm", "alice");
            DeviceState theirs = DeviceState.create(mine.identity(), List.of("alice"), "");
            assertThat(both(
                            () -> one.devices().create(mine),
                            () -> other.devices().create(theirs)))
                    .containsExactlyInAnyOrder(true, false);
            assertThat(other.devices().create(theirs)).isFalse();
            assertThat(one.devices().get(mine.identity().key()))
                    .isEqualTo(other.devices().get(mine.identity().key()));
        }
    }

    @Test
    void aTokenIsAcceptedOnceWhicheverNodeIsAsked() throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(one.epochs().putIfAbsent(id, epoch(id, ReplayWindow.empty())))
                .isTrue();
        List<Boolean> accepted = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            int counter = i;
            accepted.addAll(both(() -> spend(one.epochs(), id, counter), () -> spend(other.epochs(), id, counter)));
            // Once more, after the race.
            assertThat(spend(other.epochs(), id, counter)).isFalse();
        }
        assertThat(accepted.stream().filter(answer -> answer)).hasSize(500);
    }

    @Test
    void whatIsThereNoMoreIsNotReplaced() {
        DeviceState first = device("realm", "alice");
        one.devices().create(first);
        DeviceState held = one.devices().get(first.identity().key()).orElseThrow();
        DeviceState second = held.withOwner("bob");
        assertThat(other.devices().replace(held, second)).isTrue();
        assertThat(one.devices().replace(held, held.end("revoked"))).isFalse();
        assertThat(one.devices().get(first.identity().key())).hasValue(second);
    }

    @Test
    void bothNodesNameTheSameGeneration() {
        assertThat(one.generation()).isNotEmpty().isEqualTo(other.generation());
    }

    @Test
    void strangersAreCountedOnTheServer() {
        assertThat(one.devices().isFull()).isFalse();
        IntStream.range(0, STRANGERS).forEach(i -> one.devices().create(stranger()));
        assertThat(one.devices().isFull()).isTrue();
        await().atMost(PATIENCE).until(() -> other.devices().isFull());
    }

    @Test
    void theDevicesOfARealmThatIsGoneAreForgottenAndNoOthers() {
        DeviceState gone = device("gone", "alice");
        DeviceState stays = device("stays", "alice");
        one.devices().create(gone);
        one.devices().create(stays);
        other.removeRealm("gone");
        assertThat(one.devices().get(gone.identity().key())).isEmpty();
        assertThat(one.devices().get(stays.identity().key())).isPresent();
    }

    @Test
    void whileTheServerIsGoneNothingIsAcceptedAndAfterwardsNothingThatWasSpent() {
        String id = UUID.randomUUID().toString();
        one.epochs().putIfAbsent(id, epoch(id, ReplayWindow.empty()));
        assertThat(spend(one.epochs(), id, 1)).isTrue();
        String generation = one.generation();

        server.crash();
        assertThatThrownBy(() -> spend(other.epochs(), id, 2)).isInstanceOf(StoreUnavailableException.class);
        await().atMost(PATIENCE).until(() -> !one.isConfirmed() && !other.isConfirmed());
        long begin = System.nanoTime();
        assertThatThrownBy(() -> spend(one.epochs(), id, 2)).isInstanceOf(StoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(100));

        server.restart();
        await().atMost(PATIENCE)
                .ignoreException(StoreUnavailableException.class)
                .until(() -> !one.generation().equals(generation));
        assertThat(one.epochs().get(id)).isEmpty();
    }

    /** Where another site has to have the caches as well, of which this server knows nothing. */
    @Test
    void cachesOfSeveralSitesAreNotMadeInSilence() {
        RemoteCacheManager client = client();
        CacheDefinition.NAMES.forEach(name -> client.administration().removeCache(name));
        assertThatThrownBy(() -> open(client, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--features=multi-site")
                .hasMessageContaining("--cache-remote-host")
                .hasMessageContaining("relockDevices, relockVisitors, relockEpochs");
        assertThat(client.getCacheNames()).doesNotContainAnyElementsOf(CacheDefinition.NAMES);
    }

    private static RelockCaches open(RemoteCacheManager client, boolean mayCreate) {
        return new RelockCaches(
                RemoteCaches.on(client, mayCreate, ANSWER_MILLIS),
                ServerOptions.of(Map.of(ServerOption.VISITORS_MAX_COUNT.id(), Integer.toString(STRANGERS))::get));
    }

    private RemoteCacheManager client() {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        // To make a cache takes its time on a busy machine.
        builder.socketTimeout(30_000);
        builder.addServer().host("127.0.0.1").port(server.port()).addContextInitializer(new RelockSchemaImpl());
        RemoteCacheManager client = new RemoteCacheManager(builder.build());
        clients.add(client);
        return client;
    }

    private static List<Boolean> both(Callable<Boolean> first, Callable<Boolean> second) throws Exception {
        List<Boolean> answers = new ArrayList<>();
        for (Future<Boolean> answer : threads.invokeAll(List.of(first, second))) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static boolean spend(Store<Epoch> store, String id, int counter) {
        while (true) {
            Optional<Epoch> current = store.get(id);
            Optional<ReplayWindow> window =
                    current.flatMap(epoch -> epoch.window().accept(counter));
            if (window.isEmpty()) {
                return false;
            }
            if (store.replace(id, current.get(), epoch(id, window.get()))) {
                return true;
            }
        }
    }

    private static Epoch epoch(String id, ReplayWindow window) {
        return new Epoch(1, id, identity("realm"), "session", "tab", new byte[32], new byte[32], 0, 0, window, 0);
    }

    private static DeviceState device(String realm, String owner) {
        return DeviceState.create(identity(realm), List.of(owner), "");
    }

    private static DeviceState stranger() {
        return DeviceState.create(identity("realm"), List.of(), "");
    }

    private static DeviceIdentity identity(String realm) {
        byte[] thumbprint = new byte[32];
        RANDOM.nextBytes(thumbprint);
        return new DeviceIdentity(realm, Encoding.base64Url(thumbprint), "key", "issuer", "https://app.example");
    }
}
