/** How much the office asks of each unit (减负). */
@org.jspecify.annotations.NullMarked
package org.duban.evaluation.internal.burden;
