package org.duban.demo;

import java.util.List;

/**
 * What people write, to choose from; {@code {task}} stands for what it is about.
 *
 * @param proposals handling proposals
 * @param requirements what is asked of a unit
 * @param progress reports of progress
 * @param difficulties difficulties that are reported with some of them
 * @param results reports of completion
 * @param checks what an officer finds at the place
 * @param instructions what leaders write
 * @param messages what citizens write
 * @param opinions what stands in the press
 * @param livelihood what is promised
 * @param links the parts of a promise, in order
 */
record Phrases(
        List<String> proposals,
        List<String> requirements,
        List<String> progress,
        List<String> difficulties,
        List<String> results,
        List<String> checks,
        List<String> instructions,
        List<String> messages,
        List<String> opinions,
        List<String> livelihood,
        List<String> links) {

    static Phrases ofDemo() {
        return Json.resource("phrases.json", Phrases.class);
    }
}
