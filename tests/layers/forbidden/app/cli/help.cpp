#include <doctest/doctest.h>  // forbidden
#include <CLI/CLI.hpp>        // forbidden
#include "base/inner.hpp"     // forbidden
#include "cli/flags.hpp"
#include "missing.hpp"  // forbidden
