include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)

build_project(${PROJECT} ${WORK}/find_package)
run(printed ${WORK}/find_package/consumer ${MODEL} "Hello, world!")
expect_equal("${printed}" "${EXPECTED}\n")
