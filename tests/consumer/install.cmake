include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)

file(REMOVE_RECURSE ${PREFIX} ${PREFIX}-first)
run(ignored ${CMAKE_COMMAND} --install ${KIMITOK_BINARY_DIR} --prefix ${PREFIX}-first)
file(RENAME ${PREFIX}-first ${PREFIX})

# The headers are all that kimitok::tokenizer lists and no others; every command has a man page.
file(STRINGS ${KIMITOK_SOURCE_DIR}/lib/CMakeLists.txt headers REGEX "^  include/kimitok/.+\\.hpp$")
list(TRANSFORM headers STRIP)
file(GLOB installed RELATIVE ${PREFIX} ${PREFIX}/include/kimitok/*.hpp)
list(SORT headers)
list(SORT installed)
if(NOT headers STREQUAL installed)
  message(FATAL_ERROR "installed are ${installed}, listed are ${headers}")
endif()
file(GLOB pages RELATIVE ${KIMITOK_SOURCE_DIR}/man ${KIMITOK_SOURCE_DIR}/man/*.1)
list(LENGTH headers header_count)
if(header_count LESS 10)
  message(FATAL_ERROR "only ${header_count} public headers found")
endif()
list(TRANSFORM pages PREPEND ${MANDIR}/man1/)
foreach(file IN LISTS headers pages ITEMS
    bin/kimitok
    ${LIBDIR}/libkimitok.a
    ${LIBDIR}/pkgconfig/kimitok.pc
    ${LIBDIR}/cmake/kimitok/kimitokConfig.cmake
    ${LIBDIR}/cmake/kimitok/kimitokConfigVersion.cmake
    ${MANDIR}/man1/kimitok.1
    ${MANDIR}/man1/kimitok-encode.1
    share/bash-completion/completions/kimitok
    share/zsh/site-functions/_kimitok
    share/fish/vendor_completions.d/kimitok.fish)
  if(NOT EXISTS ${PREFIX}/${file})
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()

# Nothing in it may know where it was built or first installed.
foreach(file IN ITEMS ${LIBDIR}/pkgconfig/kimitok.pc ${LIBDIR}/cmake/kimitok/kimitokTargets.cmake
    ${LIBDIR}/cmake/kimitok/kimitokConfig.cmake)
  file(READ ${PREFIX}/${file} content)
  foreach(path IN ITEMS ${KIMITOK_SOURCE_DIR} ${KIMITOK_BINARY_DIR} ${PREFIX}-first)
    string(FIND "${content}" "${path}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${file} names ${path}")
    endif()
  endforeach()
endforeach()

run(version ${PREFIX}/bin/kimitok --version)
if(NOT version MATCHES "kimitok")
  message(FATAL_ERROR "kimitok --version printed: ${version}")
endif()
