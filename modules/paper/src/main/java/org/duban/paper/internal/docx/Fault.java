package org.duban.paper.internal.docx;

/**
 * Something wrong with a template.
 *
 * @param place where, in Chinese: 正文第3段, 表1第2行第3格
 * @param written the placeholder as it is written there, or the beginning of the text
 * @param expected what would be right, in Chinese
 * @param message what is wrong, in Chinese
 * @param blocking whether papers can't be made with it; otherwise something of it doesn't come through in PDF and OFD
 */
public record Fault(String place, String written, String expected, String message, boolean blocking) {}
