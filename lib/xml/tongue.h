/* tongue.h: Chinese words in a page of another language, marked as such. */
#ifndef XML_TONGUE_H
#define XML_TONGUE_H

#include "base/buf.h"

/*
 * WCAG 3.1.2: names, letters and what people typed stay Chinese in an English
 * page, and say so, for those who have it read aloud or translated. Takes HTML
 * of our own writer and puts lang="zh-CN" to each element that holds nothing
 * but Chinese, `<span lang="zh-CN">` around it elsewhere. What stands below an
 * element of that language already stays as it is. A failure is latched in
 * `html`, which then holds the page without marks.
 */
void tongue_mark(struct buf *html);

#endif
