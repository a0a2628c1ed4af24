// SPDX-License-Identifier: MIT
#include "plain.h"

#include "unit.h"

#include <string.h>

static const struct {
  const char *name, *text, *plain, *words;
} texts[] = {
    {"ASCII becomes small", "Sam's SCHOOL, at 9.", "sam's school, at 9.", " sam s school at 9 "},
    {"nothing is no word", "", "", " "},
    {"signs are no words", " -- !? ", " -- !? ", " "},
    {"accents go", "José Müller Zoë", "jose muller zoe", " jose muller zoe "},
    {"accents written apart go", "Jose\xcc\x81", "jose", " jose "},
    {"letters without a base are spelled out", "Łukasz Ørsted Ægir Straße", "lukasz orsted aegir strasse",
     " lukasz orsted aegir strasse "},
    {"a dotted capital I is an i", "İstanbul", "istanbul", " istanbul "},
    {"fullwidth and mathematical letters are letters", "Ｓａｍ 𝓢𝓪𝓶 𝐒𝐚𝐦 ﬁt", "sam sam sam fit",
     " sam sam sam fit "},
    {"invisible characters go",
     "W\xe2\x80\x8bhat\xc2\xads\xef\xbb\xbf"
     "App",
     "whatsapp", " whatsapp "},
    {"direction marks go", "\xe2\x80\xaesam\xe2\x80\xac", "sam", " sam "},
    {"small letters that look Latin are", "Whаtsаpp ѕnaр", "whatsapp snap", " whatsapp snap "},
    {"so are capitals among Latin ones", "WНATSAPP ІNSTА", "whatsapp insta", " whatsapp insta "},
    {"a Russian word is the same in any case", "ВЕРА", "вepa", " вepa "},
    {"and in small letters", "вера", "вepa", " вepa "},
    {"digits of all scripts", "٠٧ ७७ ０７ ①② 𝟘𝟟", "07 77 07 12 07", " 07 77 07 12 07 "},
    {"keycaps are digits",
     "0\xef\xb8\x8f\xe2\x83\xa3"
     "7\xef\xb8\x8f\xe2\x83\xa3",
     "07", " 07 "},
    {"Chinese letters are a word each", "王小明 ok", "王小明 ok", " 王 小 明 ok "},
    {"so are Korean syllables", "김민수는", "김민수는", " 김 민 수 는 "},
    {"Hindi vowels stay with their letters", "नीरज", "नीरज", " नीरज "},
    {"every line break is one",
     "a\r\nb\rc\xe2\x80\xa8"
     "d\xc2\x85"
     "e",
     "a\nb\nc\nd\ne", " a b c d e "},
    {"tabs stay, other blanks are blanks",
     "a\tb\xc2\xa0"
     "c\xe3\x80\x80"
     "d",
     "a\tb c d", " a b c d "},
    {"bytes that are no UTF-8 part words", "sam\xffokoro", "sam\xef\xbf\xbdokoro", " sam okoro "},
    {"an emoji parts words", "sam\xf0\x9f\x98\x80okoro", "sam\xf0\x9f\x98\x80okoro", " sam okoro "},
};

START_TEST(text_is_evened_out)
{
  g_autofree char *plain = plain_text(texts[_i].text);
  ck_row_str(texts[_i].name, plain, texts[_i].plain);
}
END_TEST

START_TEST(text_falls_into_words)
{
  g_autofree char *words = plain_words(texts[_i].text);
  ck_row_str(texts[_i].name, words, texts[_i].words);
}
END_TEST

START_TEST(plain_text_is_plain_already)
{
  g_autofree char *once = plain_text(texts[_i].text);
  g_autofree char *twice = plain_text(once);
  ck_row_str(texts[_i].name, twice, once);
}
END_TEST

static const struct {
  const char *name, *text, *phrase;
  gboolean has;
} phrases[] = {
    {"a phrase in the middle", "we go to Hillside School now", "Hillside School", TRUE},
    {"at the beginning", "Hillside School", "Hillside School", TRUE},
    {"one word", "the end", "end", TRUE},
    {"not a part of a word", "the ending", "end", FALSE},
    {"not from within a word", "weekend", "end", FALSE},
    {"not when other words stand between", "Hillside Primary School", "Hillside School", FALSE},
    {"not when the text ends first", "Hillside", "Hillside School", FALSE},
    {"blanks do not matter", "Hill side  School", "Hillside School", TRUE},
    {"apostrophes do not either", "St Marys School", "St Mary's School", TRUE},
    {"a postcode without its blank", "at SW1A1AA.", "SW1A 1AA", TRUE},
    {"a postcode with one", "at sw1a 1aa", "SW1A1AA", TRUE},
    {"a spelled word", "w h a t s a p p", "WhatsApp", TRUE},
    {"a name with an s behind it", "Sam Okoro's mother", "Sam Okoro", TRUE},
    {"a second try after a false start", "sam sam okoro", "sam okoro", TRUE},
    {"an empty phrase is nowhere", "sam", "", FALSE},
    {"a phrase of signs is nowhere", "sam --", "--", FALSE},
    {"nothing has nothing", "", "sam", FALSE},
};

START_TEST(phrase_is_found_from_word_to_word)
{
  g_autofree char *words = plain_words(phrases[_i].text);
  g_autofree char *phrase = plain_words(phrases[_i].phrase);
  g_autofree char *squeezed = plain_squeezed(phrase);
  ck_assert_msg(plain_has(words, squeezed) == phrases[_i].has, "%s", phrases[_i].name);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("plain");
  TCase *tests = tcase_create("plain");
  tcase_add_loop_test(tests, text_is_evened_out, 0, ROWS(texts));
  tcase_add_loop_test(tests, text_falls_into_words, 0, ROWS(texts));
  tcase_add_loop_test(tests, plain_text_is_plain_already, 0, ROWS(texts));
  tcase_add_loop_test(tests, phrase_is_found_from_word_to_word, 0, ROWS(phrases));
  suite_add_tcase(suite, tests);
  return unit_run(suite);
}
