#include <string>

#include <fmt/format.h>    // forbidden
#include <unistd.h>        // forbidden
#include "base/inner.hpp"  // forbidden
