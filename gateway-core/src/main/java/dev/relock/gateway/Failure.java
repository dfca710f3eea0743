package dev.relock.gateway;

/** How something that failed is named in the log. */
public final class Failure {
    private Failure() {}

    /**
     * What failed and where. Not why: the message of a foreign exception may hold personal data.
     *
     * @return for example {@code java.lang.IllegalStateException at org.example.Store.get(Store.java:12)}
     */
    public static String of(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        return problem.getClass().getName() + " at " + (trace.length == 0 ? "unknown" : trace[0]);
    }
}
