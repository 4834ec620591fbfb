#include <pcre2.h>          // forbidden
#include <simdjson.h>       // forbidden
#include <boost/any.hpp>    // forbidden
#include "load/reader.hpp"  // forbidden
