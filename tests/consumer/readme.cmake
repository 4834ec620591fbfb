# The README's library section has the project's CMakeLists.txt, its main.cpp and what it prints, in this order.
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)

file(READ ${KIMITOK_SOURCE_DIR}/README.md readme)

# Sets `output` to the body of README's only block that opens with ```language.
function(block_of language output)
  string(FIND "${readme}" "\n```${language}\n" first)
  string(FIND "${readme}" "\n```${language}\n" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "README.md has to have one block of ${language}")
  endif()
  string(LENGTH "\n```${language}\n" opening)
  math(EXPR start "${first} + ${opening}")
  string(SUBSTRING "${readme}" ${start} -1 body)
  string(FIND "${body}" "\n```" end)
  math(EXPR end "${end} + 1")
  string(SUBSTRING "${body}" 0 ${end} body)
  set(${output} "${body}" PARENT_SCOPE)
endfunction()

block_of(cmake lists)
block_of(cpp program)
block_of(plaintext expected)
file(REMOVE_RECURSE ${WORK}/readme)
file(WRITE ${WORK}/readme/CMakeLists.txt "${lists}")
file(WRITE ${WORK}/readme/main.cpp "${program}")
build_project(${WORK}/readme ${WORK}/readme/build)
# As if started in a checkout.
file(CREATE_LINK ${KIMITOK_SOURCE_DIR}/testdata ${WORK}/readme/testdata SYMBOLIC)
execute_process(COMMAND ${WORK}/readme/build/example WORKING_DIRECTORY ${WORK}/readme
  RESULT_VARIABLE status OUTPUT_VARIABLE printed ERROR_VARIABLE errors)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the example ended with ${status}\n${printed}${errors}")
endif()
expect_equal("${printed}" "${expected}")
