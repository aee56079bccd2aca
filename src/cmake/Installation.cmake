# The installed tree, and packages made of it. The tree can be moved: the program finds libraries beside it by a
# relative path, and the scripts find the program likewise.
include(GNUInstallDirs)
set(data ${CMAKE_INSTALL_DATADIR}/emsurvey)
set(manuals ${CMAKE_INSTALL_DATADIR}/doc/emsurvey)
file(RELATIVE_PATH libraries /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
set_target_properties(emsurvey PROPERTIES
  INSTALL_RPATH "\$ORIGIN/${libraries}"
  INSTALL_RPATH_USE_LINK_PATH ON)  # Libraries with prefixes of their own are found where they are.

install(TARGETS emsurvey)
install(DIRECTORY configs/ DESTINATION ${data}/configs FILES_MATCHING PATTERN *.cfg PATTERN *.csv)
install(PROGRAMS jobs/fetch_vnc.sh jobs/quickstart.sh DESTINATION ${data}/jobs)
install(FILES jobs/mpi_environment.sh jobs/program.sh DESTINATION ${data}/jobs)
install(PROGRAMS slurm/submit.sh DESTINATION ${data}/slurm)
install(FILES slurm/survey.sbatch slurm/array.sbatch slurm/reduce.sbatch DESTINATION ${data}/slurm)
# The manuals with the folders of the source, so that their links work.
foreach(folder . configs jobs slurm src tests tests/faults .github)
  file(GLOB texts CONFIGURE_DEPENDS ${folder}/*.md ${folder}/*.png ${folder}/*.cff)
  install(FILES ${texts} DESTINATION ${manuals}/${folder})
endforeach()
# The program itself writes its man pages and completion, so these cannot differ from its options.
set(written ${CMAKE_CURRENT_BINARY_DIR}/share)
install(CODE "file(REMOVE_RECURSE \"${written}\")
              execute_process(COMMAND \"$<TARGET_FILE:emsurvey>\" manual --output \"${written}\"
                              OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)")
install(DIRECTORY ${written}/ DESTINATION ${CMAKE_INSTALL_DATADIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The emsurvey developers")
set(CPACK_PACKAGE_CONTACT "The emsurvey developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "surveys of EM segmentation trainings")
set(CPACK_PACKAGE_DESCRIPTION
    "Trains a network on sections of electron microscopy for each combination of loss, network, split and other
settings, tests it on sections that it has not seen, and gathers the scores into tables and a report.
A survey is one MPI job on a workstation or a cluster and continues after any interruption.")
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# mpirun; and the BLAS without which LibTorch trains four times slower.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "openmpi-bin, libopenblas0-openmp")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnuplot-nox | gnuplot, git, ca-certificates")  # figures; jobs/fetch_vnc.sh
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "slurm-client, bash-completion")
include(CPack)
