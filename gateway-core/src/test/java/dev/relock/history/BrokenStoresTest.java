package dev.relock.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.history.BrokenStores.Pair;
import dev.relock.history.BrokenStores.Switch;
import dev.relock.history.Violation.Rule;
import dev.relock.simulation.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with the real handshake and the real verifier over a store that is broken: what is recorded there must not pass.
 * A checker that lets these through would prove nothing of a real cluster.
 */
class BrokenStoresTest {
    private static final int ROUNDS = 100;

    private final Switch fault = new Switch();
    private final History history = new History();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private SimulatedNode one;
    private SimulatedNode other;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aStoreThatKeepsItsPromisesPasses() throws Exception {
        assertThat(broken(BrokenStores.NONE)).isEmpty();
    }

    @Test
    void whatAnotherHasWrittenIsTakenForNobodysOwn() throws Exception {
        assertThat(broken(BrokenStores.REPEATS_WRITES)).isEmpty();
    }

    @Test
    void halvesThatBothGoOnAreCaught() throws Exception {
        assertThat(broken(BrokenStores.BOTH_HALVES_GO_ON)).contains(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS);
    }

    @Test
    void aConditionalWriteThatIsNoneIsCaught() throws Exception {
        assertThat(broken(BrokenStores.LOOKS_THEN_WRITES)).contains(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS);
    }

    @Test
    void writesThatGetLostAreCaught() throws Exception {
        assertThat(broken(BrokenStores.FORGETS_WRITES)).contains(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS);
    }

    @Test
    void aStoreThatComesBackAsItWasIsCaught() throws Exception {
        assertThat(broken(BrokenStores.COMES_BACK_OLD)).contains(Rule.HONEST_DEVICE_FLAGGED);
    }

    private Set<Rule> broken(BrokenStores kind) throws Exception {
        Pair<DeviceState> owned = kind.stores(fault);
        Pair<DeviceState> visitors = kind.stores(fault);
        Pair<Epoch> epochs = kind.stores(fault);
        TestKeys keys = new TestKeys();
        one = new SimulatedNode(
                "one", new DeviceStore(owned.one(), visitors.one()), epochs.one(), keys, () -> "generation");
        other = new SimulatedNode(
                "other", new DeviceStore(owned.other(), visitors.other()), epochs.other(), keys, () -> "generation");
        play();
        return new HistoryChecker(Duration.ofMinutes(1))
                .check(history.calls(), List.of(), 0).violations().stream()
                        .map(Violation::rule)
                        .collect(Collectors.toSet());
    }

    /** A device whose tokens are sent to both nodes at once, and which now and then has a rival for its next step. */
    private void play() throws Exception {
        RecordedDevice device = new RecordedDevice(history);
        // More steps than an honest device can take back.
        for (int i = 0; i < 4; i++) {
            device.settle(one);
        }
        spendOnBoth(device);
        fault.turnOn();
        for (int i = 0; i < ROUNDS; i++) {
            spendOnBoth(device);
            if (i % 10 == 9) {
                RecordedDevice honest = device;
                RecordedDevice rival = device.rival();
                List<Outcome> won = atOnce(() -> honest.ask(one), () -> rival.ask(other));
                if (!won.contains(Outcome.ACCEPTED)) {
                    device.settle(one);
                    return;
                }
                device = won.get(0) == Outcome.ACCEPTED ? honest : rival;
            }
        }
    }

    private void spendOnBoth(RecordedDevice device) throws Exception {
        byte[] token = device.token();
        atOnce(() -> device.spend(one, token), () -> device.spend(other, token));
    }

    private List<Outcome> atOnce(Callable<Outcome> one, Callable<Outcome> other) throws Exception {
        Future<Outcome> first = threads.submit(one);
        Future<Outcome> second = threads.submit(other);
        return List.of(first.get(), second.get());
    }
}
