package org.duban.api.office;

/** The two lines (条线) one supervision office serves. */
public enum Line {
    /** 党委: the party committee's matters. */
    PARTY,
    /** 政府: the government's matters. */
    GOVERNMENT
}
