# What is installed: the program with its man pages and completions, and the library with its headers, its
# CMake package and its pkg-config file. Both of these find the rest from where they lie, so that the
# installed tree can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set_target_properties(kimitok_tokenizer PROPERTIES OUTPUT_NAME kimitok)

install(TARGETS kimitok RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT Runtime)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
  COMPONENT Runtime FILES_MATCHING PATTERN "*.1")
install(FILES ${PROJECT_SOURCE_DIR}/completions/kimitok.bash RENAME kimitok
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT Runtime)
install(FILES ${PROJECT_SOURCE_DIR}/completions/_kimitok
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT Runtime)
install(FILES ${PROJECT_SOURCE_DIR}/completions/kimitok.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT Runtime)

install(TARGETS kimitok_tokenizer EXPORT kimitokTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT Development)

set(kimitok_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kimitok)
install(EXPORT kimitokTargets NAMESPACE kimitok:: DESTINATION ${kimitok_package_dir}
  COMPONENT Development)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/kimitokConfig.cmake.in kimitokConfig.cmake
  INSTALL_DESTINATION ${kimitok_package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(kimitokConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/kimitokConfig.cmake ${PROJECT_BINARY_DIR}/kimitokConfigVersion.cmake
  DESTINATION ${kimitok_package_dir} COMPONENT Development)

# Relative to the file itself, unless the folders were configured as absolute paths.
set(kimitok_pc_prefix ${CMAKE_INSTALL_PREFIX})
if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  file(RELATIVE_PATH kimitok_pc_up /x/${CMAKE_INSTALL_LIBDIR}/pkgconfig /x)
  string(REGEX REPLACE "/$" "" kimitok_pc_up "${kimitok_pc_up}")
  set(kimitok_pc_prefix "\${pcfiledir}/${kimitok_pc_up}")
endif()
set(kimitok_pc_libdir "${CMAKE_INSTALL_LIBDIR}")
set(kimitok_pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
foreach(dir IN ITEMS libdir includedir)
  if(NOT IS_ABSOLUTE "${kimitok_pc_${dir}}")
    string(PREPEND kimitok_pc_${dir} "\${prefix}/")
  endif()
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/kimitok.pc.in kimitok.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/kimitok.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT Development)
