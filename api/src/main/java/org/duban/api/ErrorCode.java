package org.duban.api;

/**
 * Stable codes for programs. A code is never renamed and never given another meaning; new ones may be added in a minor
 * version, so a {@code switch} over this enum needs a {@code default}.
 */
public enum ErrorCode {
    /** A field of a command, draft or form has a value that can't be used. */
    INVALID_FIELD,
    /** A field that must be there is missing or blank. */
    MISSING_FIELD,
    /** No such matter, or one that this actor may not know of: the two are not told apart. */
    MATTER_NOT_FOUND,
    /** The matter exists, but has no obligation, objection or pending request with that number. */
    PART_NOT_FOUND,
    /** The command is not possible at the matter's stage or standing. */
    NOT_AT_THIS_STAGE,
    /** The command is possible at this stage, but another fact of the matter forbids it now. */
    NOT_NOW,
    /** No access rule lets this actor do this; the problem names the rules that would let somebody. */
    ACCESS_DENIED,
    /** The host's directory knows no such person. */
    PERSON_UNKNOWN,
    /** The host's directory knows no such unit. */
    UNIT_UNKNOWN,
    /** No form type of that id and version is installed. */
    FORM_TYPE_UNKNOWN,
    /** A form type's definition is malformed or contradicts itself. */
    FORM_TYPE_INVALID,
    /** The caller expected another version of the matter; somebody else was faster. */
    VERSION_CONFLICT,
    /** The same idempotency key was used before for another command. */
    KEY_REUSED,
    /** The matter carries a secrecy level (密级) and this deployment is not declared cleared for it (保守国家秘密法, 2024). */
    SECRECY_NOT_CLEARED,
    /** A date lies before the first day of the calendar. */
    CALENDAR_OUT_OF_RANGE,
    /** A State Council notice that contradicts itself, another notice, or can't be read; the problem names the line. */
    CALENDAR_NOTICE_INVALID,
    /** The routing table has gaps or overlaps, so a matter can't be routed for certain. */
    ROUTING_INVALID,
    /** The access rules can't be read or name something unknown. */
    ACCESS_RULES_INVALID,
    /** The host's directory of people and units can't be read or contradicts itself. */
    DIRECTORY_INVALID,
    /** Another process, or another Duban in this one, has this data directory open. */
    DATA_DIRECTORY_IN_USE,
    /** The data directory can't be read or written. */
    DATA_DIRECTORY_UNUSABLE,
    /** The journal was written by a newer Duban; nothing was touched. */
    JOURNAL_NEWER,
    /** The journal's file is damaged or is something else; nothing was touched. */
    JOURNAL_DAMAGED,
    /** The journal could not be written (disk full, I/O error); the command was not carried out. */
    JOURNAL_WRITE_FAILED,
    /** No such notice, or one that this actor may not know of. */
    NOTICE_NOT_FOUND,
    /** No such watch, or one of somebody else. */
    WATCH_NOT_FOUND,
    /** No such case of accountability, or one that this actor may not know of. */
    CASE_NOT_FOUND,
    /** No such ballot, or one this actor has nothing to do with. */
    BALLOT_NOT_FOUND,
    /** The search index can't be read or is of another version; it has to be built anew. */
    INDEX_DAMAGED,
    /** The search index can't be used for now (disk full, I/O error, a server that doesn't answer). */
    INDEX_UNAVAILABLE,
    /** No such inspection, or one that this actor may not know of. */
    INSPECTION_NOT_FOUND,
    /** No channel of that id is there. */
    CHANNEL_UNKNOWN,
    /** A configuration file can't be read, or names or values in it are wrong. */
    CONFIGURATION_INVALID,
    /** A file isn't taken in: too large, of a kind that isn't allowed, or a scan objects. */
    FILE_REFUSED,
    /** No file of that content is kept here. */
    FILE_NOT_FOUND,
    /** A rule set is malformed or contradicts itself; each problem names the place. */
    RULE_SET_INVALID,
    /** No result of that subject or period, or one that this actor may not know of. */
    RESULT_NOT_FOUND,
    /** No such dossier, or one that this actor may not know of. */
    DOSSIER_NOT_FOUND,
    /** A dossier of that id is here with other content. */
    DOSSIER_EXISTS,
    /** A dossier's package isn't as it was exported; each problem says where. */
    PACKAGE_DAMAGED,
    /** A table isn't read: not what its name says, encrypted, too large, packed suspiciously or damaged. */
    SHEET_REFUSED,
    /** A file could not be written to where the caller wanted it. */
    FILE_NOT_WRITTEN,
    /** The caller ended it before it was done. */
    CANCELLED,
    /** No such paper, or one that this actor may not know of. */
    PAPER_NOT_FOUND,
    /** A paper's template can't be used; each problem names a placeholder, where it stands and what would be right. */
    TEMPLATE_INVALID,
    /** No font of the site has a character of the paper; the problem names the characters. */
    FONT_MISSING,
    /** A paper's file couldn't be made: a renderer failed, or a summary is longer than its page. */
    PAPER_NOT_MADE,
    /** Duban has been stopped or is stopping. */
    STOPPED,
    /** Duban could not be started; the problem says which part failed. */
    START_FAILED
}
