package dev.relock.http;

/**
 * What the endpoints serve from the JAR.
 *
 * @param redirectScript of the pages of a redirect
 * @param redirectStyles of the same
 */
record Assets(AgentScript agent, Asset redirectScript, Asset redirectStyles) {
    private static final String RESOURCES = "theme-resources/resources/";

    static Assets load() {
        return new Assets(
                AgentScript.load(),
                Asset.load(Asset.SCRIPT, RESOURCES + "js/relock-redirect.js"),
                Asset.load(Asset.STYLES, RESOURCES + "css/relock-progress.css", RESOURCES + "css/relock-redirect.css"));
    }
}
