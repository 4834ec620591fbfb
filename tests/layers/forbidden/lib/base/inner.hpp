#include <fmt/format.h>   // forbidden
#include "cli/flags.hpp"  // forbidden
#include "kimitok/outer.hpp"
#include "load/reader.hpp"  // forbidden
