package org.duban.embedded;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Method;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.embed.FileDirectory;
import org.duban.spi.directory.Directory;

/** A small supervision office and what its people do all day; the people are those of {@code directory.json}. */
final class Office {

    static final Actor DIRECTOR = Actor.of("wang");
    static final Actor OFFICER = Actor.of("li");
    static final Actor LEADER = Actor.of("zhao");
    static final Actor HANDLER = Actor.of("qian");

    private final Matters matters;

    Office(Matters matters) {
        this.matters = matters;
    }

    static Directory directory() {
        try {
            return FileDirectory.read(Path.of(Objects.requireNonNull(Office.class.getResource("/directory.json"))
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Draft instruction() {
        return Draft.of("instruction")
                .title("西园街道老旧小区供暖改造")
                .content("请住建局牵头，冬季供暖前完成。")
                .gate(Gate.LEADER_INSTRUCTION)
                .source("区政府专题会议纪要")
                .receivedOn(LocalDate.of(2026, 2, 13))
                .leader("zhao")
                .form("{\"instructionDate\": \"2026-02-12\", \"reportRequired\": true}");
    }

    MatterId register() {
        return matters.register(OFFICER, instruction()).id();
    }

    Matter does(Actor actor, MatterId id, MatterCommand command) {
        return matters.execute(actor, id, command);
    }

    /** From the proposal to the unit's acknowledgement. */
    void assign(MatterId id) {
        does(OFFICER, id, new Propose(new Proposal("由住建局牵头办理", List.of(Assignment.lead("zjj")))));
        does(OFFICER, id, new Submit());
        does(DIRECTOR, id, new Approve("同意"));
        does(OFFICER, id, Assign.asProposed());
        does(HANDLER, id, new Acknowledge(1));
    }

    /** From the unit's report to the leader's desk. */
    void finish(MatterId id, int obligation) {
        does(HANDLER, id, new Finish(obligation, "改造完成，已恢复供暖", List.of()));
        does(OFFICER, id, new StartVerification(Method.ON_SITE, List.of("li")));
        does(OFFICER, id, new PassVerification("现场查看属实", List.of()));
        does(OFFICER, id, new Present(null, "已办结并核查"));
    }

    /** From the leader's satisfaction to the archive. */
    Matter archive(MatterId id) {
        does(LEADER, id, new Endorse("很好"));
        does(DIRECTOR, id, new DecideCircular(CircularKind.PRAISE, List.of("zjj"), "办理及时，予以表扬"));
        return does(OFFICER, id, new Archive(Retention.Y, "立卷归档"));
    }
}
