package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedOwnersTest {

    @Test
    void trustIsTakenBackAlsoWhileTheViewOfTheClusterIsInDoubt() {
        InDoubt caches = new InDoubt();

        assertThatCode(() -> RememberedOwners.forget(new DeviceStore(caches, caches), "realm:device", "alice"))
                .doesNotThrowAnyException();
    }

    private static final class InDoubt implements Store<DeviceState> {
        @Override
        public Optional<DeviceState> get(String key) {
            throw new StoreUnavailableException("in doubt");
        }

        @Override
        public boolean putIfAbsent(String key, DeviceState value) {
            throw new StoreUnavailableException("in doubt");
        }

        @Override
        public boolean replace(String key, DeviceState expected, DeviceState value) {
            throw new StoreUnavailableException("in doubt");
        }

        @Override
        public void remove(String key) {
            throw new StoreUnavailableException("in doubt");
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
