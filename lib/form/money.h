/* money.h: amounts, held in 分 (1/100 元) as integers. */
#ifndef FORM_MONEY_H
#define FORM_MONEY_H

#include <stdint.h>

#include "base/buf.h"

/* No amount passes this: 9,999,999,999,999.99 元. */
#define MONEY_LIMIT INT64_C(999999999999999)

/* For letters: 壹佰伍拾万元整, 壹仟肆佰零玖元伍角整, 陆仟零柒元壹角肆分. 负
 * stands before amounts below zero. Rules: 正确填写票据和结算凭证的基本规定
 * (中国人民银行, 支付结算办法 附一). */
void money_capital(int64_t fen, struct buf *out);

/* Decimals that one unit has down to 分: 元 2, 万元 6, 亿元 10, 分 0. */
int money_places(const char *unit);

#endif
