/* poison.h: tells the address sanitizer what may not be touched, else nothing. */
#ifndef BASE_POISON_H
#define BASE_POISON_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BASE_POISON_ON 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define BASE_POISON_ON 1
#endif

#ifdef BASE_POISON_ON
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#endif
