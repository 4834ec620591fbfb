#include "base/inner.hpp"
