// What is behind doctest's macros, without a main().
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
