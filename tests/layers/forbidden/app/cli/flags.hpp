#include "kimitok/outer.hpp"
