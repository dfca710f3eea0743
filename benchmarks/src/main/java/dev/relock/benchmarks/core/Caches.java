package dev.relock.benchmarks.core;

import dev.relock.cache.RelockCaches;
import dev.relock.cache.RelockSchemaImpl;
import dev.relock.option.ServerOptions;
import java.lang.reflect.Proxy;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;

/** The plugin's own caches in a real embedded Infinispan, as on a node that shares them with no other. */
public final class Caches implements AutoCloseable {
    private final EmbeddedCacheManager manager;
    private final RelockCaches caches;

    private Caches(EmbeddedCacheManager manager, RelockCaches caches) {
        this.manager = manager;
        this.caches = caches;
    }

    public static Caches open() {
        Profile.defaults();
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
        global.serialization().addContextInitializers(new RelockSchemaImpl());
        global.jmx().disable();
        EmbeddedCacheManager manager = new DefaultCacheManager(global.build());
        Config.Scope config = new Config.SystemPropertiesScope("relock.benchmark.");
        return new Caches(manager, RelockCaches.open(connectionTo(manager), ServerOptions.read(config), config));
    }

    public RelockCaches caches() {
        return caches;
    }

    /** One more cache, of Keycloak's, under this name. */
    public <V> Cache<String, V> another(String name) {
        if (manager.getCacheConfiguration(name) == null) {
            manager.defineConfiguration(name, new ConfigurationBuilder().build());
        }
        return manager.getCache(name);
    }

    @Override
    public void close() {
        caches.close();
        manager.stop();
    }

    /** All that the caches ask Keycloak for is its manager. */
    private static InfinispanConnectionProvider connectionTo(EmbeddedCacheManager manager) {
        return (InfinispanConnectionProvider) Proxy.newProxyInstance(
                Caches.class.getClassLoader(),
                new Class<?>[] {InfinispanConnectionProvider.class},
                (proxy, method, arguments) -> {
                    String name = InfinispanConnectionProvider.KEYS_CACHE_NAME;
                    if (manager.getCacheConfiguration(name) == null) {
                        manager.defineConfiguration(name, new ConfigurationBuilder().build());
                    }
                    return method.getName().equals("getCache") ? manager.getCache(name) : null;
                });
    }
}
