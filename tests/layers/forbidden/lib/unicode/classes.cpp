#include <fmt/format.h>
#include <openssl/evp.h>  // forbidden
#include "base/inner.hpp"
