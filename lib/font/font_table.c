/* font_table.c: see font_table.h. */
#include "font/font_table.h"

#include <fontconfig/fontconfig.h>

/* The proprietary faces that offices own come first; none of them is shipped.
 * Fandol weights all declare 400, so they go by PostScript name. FandolKai goes
 * before LXGW WenKai: its digits fill half a place and its strokes match. */
const struct font_choice font_choices[] = {
    {FONT_FANGSONG, "仿宋_GB2312", 0, false},
    {FONT_FANGSONG, "FangSong_GB2312", 0, false},
    {FONT_FANGSONG, "FZFangSong-Z02S", 0, false},
    {FONT_FANGSONG, "STFangsong", 0, false},
    {FONT_FANGSONG, "FangSong", 0, false},
    {FONT_FANGSONG, "FandolFang-Regular", 0, false},
    {FONT_FANGSONG, "Noto Serif CJK SC", FC_WEIGHT_LIGHT, true},
    {FONT_FANGSONG, "Noto Serif CJK SC", FC_WEIGHT_REGULAR, true},
    {FONT_XBS, "方正小标宋简体", 0, false},
    {FONT_XBS, "FZXiaoBiaoSong-B05S", 0, false},
    {FONT_XBS, "方正小标宋_GBK", 0, false},
    {FONT_XBS, "STZhongsong", 0, false},
    {FONT_XBS, "FandolSong-Bold", 0, false},
    {FONT_XBS, "Noto Serif CJK SC", FC_WEIGHT_BOLD, true},
    {FONT_HEI, "SimHei", 0, false},
    {FONT_HEI, "FandolHei-Regular", 0, false},
    {FONT_HEI, "Noto Sans CJK SC", FC_WEIGHT_REGULAR, false},
    {FONT_KAI, "楷体_GB2312", 0, false},
    {FONT_KAI, "KaiTi", 0, false},
    {FONT_KAI, "STKaiti", 0, false},
    {FONT_KAI, "FandolKai-Regular", 0, false},
    {FONT_KAI, "LXGW WenKai", FC_WEIGHT_REGULAR, false},
    {FONT_SONG, "SimSun", 0, false},
    {FONT_SONG, "FandolSong-Regular", 0, false},
    {FONT_SONG, "Noto Serif CJK SC", FC_WEIGHT_REGULAR, false},
};
const size_t font_choices_n = sizeof(font_choices) / sizeof(*font_choices);

const char *const *
font_stack(enum font_role role)
{
	static const char *const stacks[FONT_ROLES][8] = {
	    {"FangSong", "仿宋", "STFangsong", "FandolFang R",
		"Noto Serif CJK SC", "serif"},
	    {"FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong",
		"FandolSong", "Noto Serif CJK SC", "serif"},
	    {"SimHei", "黑体", "STHeiti", "FandolHei", "Noto Sans CJK SC",
		"sans-serif"},
	    {"KaiTi", "楷体", "STKaiti", "LXGW WenKai", "FandolKai", "serif"},
	    {"SimSun", "宋体", "STSong", "Noto Serif CJK SC", "serif"},
	};

	return stacks[role];
}
