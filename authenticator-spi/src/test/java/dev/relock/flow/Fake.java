package dev.relock.flow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Stands in for Keycloak's large interfaces: answers what a handler has a method for and refuses everything else. */
public final class Fake {
    private Fake() {}

    /**
     * Makes a stand-in.
     *
     * @param handler has public methods of the same name and parameters as those that will be called
     */
    public static <T> T of(Class<T> type, Object handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Method answer = handler.getClass().getMethod(method.getName(), method.getParameterTypes());
                        answer.setAccessible(true);
                        return answer.invoke(handler, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** An authentication session that keeps its notes. */
    public static AuthenticationSessionModel login() {
        return of(AuthenticationSessionModel.class, new Notes());
    }

    /** Auth notes. */
    public static final class Notes {
        private final Map<String, String> notes = new HashMap<>();

        public String getAuthNote(String name) {
            return notes.get(name);
        }

        public void setAuthNote(String name, String value) {
            notes.put(name, value);
        }

        public void removeAuthNote(String name) {
            notes.remove(name);
        }
    }
}
