#include "cli/flags.hpp"
