package dev.relock.testenv.attack;

import com.microsoft.playwright.Page;

/** The agent of an open page. */
final class Agent {
    private Agent() {}

    /** Waits until it has an answer to its first exchange; login pages load it after themselves. */
    static void ready(Page page) {
        page.waitForFunction("window.relock !== undefined");
        page.evaluate("window.relock.ready");
    }
}
