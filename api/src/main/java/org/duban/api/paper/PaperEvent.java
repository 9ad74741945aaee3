package org.duban.api.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Series;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;

/** What happened to a paper; its stream is {@code paper/<id>}. Who and when stand beside it in the journal. */
public sealed interface PaperEvent extends Event {

    /** Kind of a paper's stream in the journal. */
    String STREAM = "paper";

    /** 起草. */
    record PaperDrafted(PaperDraft draft) implements PaperEvent {
        public PaperDrafted {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /** 修改; a signature doesn't hold for the new text. */
    record PaperRevised(PaperDraft draft) implements PaperEvent {
        public PaperRevised {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /** 签发. */
    record PaperSigned(String opinion) implements PaperEvent {
        public PaperSigned {
            Objects.requireNonNull(opinion, "opinion");
        }
    }

    /**
     * 编号: before the files can be made, which show the number. From here on the number is the paper's for ever.
     *
     * @param number empty until the journal has given it
     * @param on 印发日期, in the deployment's time zone
     */
    record PaperNumbered(Series series, String number, LocalDate on) implements PaperEvent, Numbered {
        @Override
        public PaperNumbered numbered(String given) {
            return new PaperNumbered(series, given, on);
        }
    }

    /** 印发: the files it consists of from now on, each with its hash. */
    record PaperPublished(List<Attachment> files) implements PaperEvent {
        public PaperPublished {
            files = List.copyOf(files);
        }
    }

    /** 撤回; a number it has is not given again. */
    record PaperWithdrawn(String reason) implements PaperEvent {
        public PaperWithdrawn {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A paper that a matter issued ({@link org.duban.api.matter.MatterEvent.PaperIssued}) becomes one with files.
     *
     * @param matter the matter
     * @param version version of the event that issued it
     * @param number its number, given then
     * @param issuer id of the person who issued it
     * @param on the day it was issued, in the deployment's time zone
     */
    record PaperAdopted(MatterId matter, long version, String number, String issuer, LocalDate on, PaperDraft draft)
            implements PaperEvent {
        public PaperAdopted {
            Objects.requireNonNull(draft, "draft");
        }
    }
}
