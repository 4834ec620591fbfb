# Links archives where a distribution has them: a program that loads fewer libraries starts sooner.
# What is installed for other projects names packages, and leaves it to those which form they link.
set(kimitok_static "")
set(kimitok_shared "")

# Beside the shared one, so that it is of the same version.
function(kimitok_find_archive name shared)
  get_filename_component(directory "${shared}" DIRECTORY)
  find_library(KIMITOK_ARCHIVE_${name} lib${name}.a PATHS "${directory}" NO_DEFAULT_PATH)
  mark_as_advanced(KIMITOK_ARCHIVE_${name})
endfunction()

kimitok_find_archive(pcre2-8 "${PCRE2_LINK_LIBRARIES}")
if(KIMITOK_ARCHIVE_pcre2-8)
  set_target_properties(PkgConfig::PCRE2 PROPERTIES
    INTERFACE_LINK_LIBRARIES "${KIMITOK_ARCHIVE_pcre2-8}")
  list(APPEND kimitok_static pcre2-8)
else()
  list(APPEND kimitok_shared pcre2-8)
endif()

# Two digests are all that is taken from it.
kimitok_find_archive(crypto "${OPENSSL_CRYPTO_LIBRARY}")
if(KIMITOK_ARCHIVE_crypto)
  set_target_properties(OpenSSL::Crypto PROPERTIES IMPORTED_LOCATION "${KIMITOK_ARCHIVE_crypto}")
  target_link_libraries(OpenSSL::Crypto INTERFACE ${CMAKE_DL_LIBS} Threads::Threads)
  list(APPEND kimitok_static crypto)
else()
  list(APPEND kimitok_shared crypto)
endif()

# Of fmt the headers are enough.
set(KIMITOK_FMT fmt::fmt-header-only)
list(APPEND kimitok_static fmt)

# simdjson comes in the form that was found. If that is shared, it brings the shared runtime of C++,
# of which there must not be two.
get_target_property(type simdjson::simdjson TYPE)
if(type STREQUAL "STATIC_LIBRARY")
  list(APPEND kimitok_static simdjson stdc++)
  add_link_options(-static-libstdc++ -static-libgcc)
else()
  list(APPEND kimitok_shared simdjson stdc++)
endif()

list(JOIN kimitok_static ", " kimitok_static_text)
list(JOIN kimitok_shared ", " kimitok_shared_text)
message(STATUS "Linked statically: ${kimitok_static_text}; shared: ${kimitok_shared_text}")
