# Runs a command; ends the test with what it printed if it fails. run(NAME COMMAND...) sets NAME to its
# standard output.
function(run output)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\nended with ${status}\n${out}${err}")
  endif()
  set(${output} "${out}" PARENT_SCOPE)
endfunction()

# Configures and builds the project in `source` against the installed tree, without knowing this one's build.
function(build_project source build)
  file(REMOVE_RECURSE ${build})
  run(ignored ${CMAKE_COMMAND} -S ${source} -B ${build} -G ${GENERATOR} -D CMAKE_PREFIX_PATH=${PREFIX}
    -D CMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}" -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
  file(STRINGS ${build}/CMakeCache.txt found REGEX "^kimitok_DIR:PATH=${PREFIX}/")
  if(NOT found)
    message(FATAL_ERROR "another kimitok than ${PREFIX}'s was found")
  endif()
  run(ignored ${CMAKE_COMMAND} --build ${build})
endfunction()

function(expect_equal actual expected)
  if(NOT actual STREQUAL expected)
    message(FATAL_ERROR "expected\n${expected}\nbut got\n${actual}")
  endif()
endfunction()
