package dev.relock.keycloak;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;

/** Stands in for Keycloak's large interfaces: answers what a handler has a method for, and everything else with nothing. */
final class Fake {
    private Fake() {}

    /**
     * Makes a stand-in.
     *
     * @param handler has public methods of the same name and parameters as those that matter
     */
    static <T> T of(Class<T> type, Object handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(handler, method, arguments)));
    }

    private static Object answer(Object handler, Method method, Object[] arguments) throws Throwable {
        try {
            Method answer = handler.getClass().getMethod(method.getName(), method.getParameterTypes());
            answer.setAccessible(true);
            return answer.invoke(handler, arguments);
        } catch (NoSuchMethodException e) {
            return nothing(method.getReturnType());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == Stream.class ? Stream.empty() : null;
    }
}
