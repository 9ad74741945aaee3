package org.duban.api.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A paper after {@code version} events: a snapshot, never changed.
 *
 * @param id stable id
 * @param version how many events it consists of
 * @param state how far it is
 * @param draft what it says; frozen once it is numbered
 * @param revision 1 for the first draft, one more with each revision
 * @param drafters ids of the people who wrote the text it has
 * @param signer id of the person who signed this text; null until then
 * @param opinion what the signer wrote; empty until then
 * @param number its number; empty until it has one
 * @param writtenOn 成文日期: the day it was signed, in the deployment's time zone; null until then
 * @param issuedOn 印发日期: the day it was numbered; null until then
 * @param files the issued files, the Word file first; empty until it is issued
 * @param withdrawn why it was withdrawn; empty when it wasn't
 * @param issuedBy the matter that issued it; null for a paper that was drafted here
 * @param changedAt the last event
 */
public record Paper(
        String id,
        long version,
        State state,
        PaperDraft draft,
        int revision,
        Set<String> drafters,
        @Nullable String signer,
        String opinion,
        String number,
        @Nullable LocalDate writtenOn,
        @Nullable LocalDate issuedOn,
        List<Attachment> files,
        String withdrawn,
        @Nullable MatterId issuedBy,
        Instant changedAt) {

    public Paper {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(draft, "draft");
        drafters = Set.copyOf(drafters);
        files = List.copyOf(files);
    }

    /** How far a paper is. */
    public enum State {
        /** 草稿. */
        DRAFT("草稿"),
        /** 已签发. */
        SIGNED("已签发"),
        /** 已编号: its files aren't made yet; issuing goes on. */
        NUMBERED("已编号"),
        /** 已印发. */
        ISSUED("已印发"),
        /** 已撤回. */
        WITHDRAWN("已撤回");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
