// Single files that belong to the pages of a stack by the numbers in their names.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "data/image_folder.h"

namespace emsurvey {

/// Pairs of a page of `stacks` and a single file of `files` that belong together, as indices. The files of a
/// stack are called "<stack>-<number>"; where `stacks` is one stack and `files` has one file a page, numbered
/// without a gap, they may have any names. Numbers count from 0 where a file has 0, and from 1 where they run
/// from 1 to the number of pages. Throws InputError where neither holds, as a stack has no numbers of its
/// own.
std::vector<std::pair<std::size_t, std::size_t>> page_files(const ImageFolder& stacks,
                                                            const ImageFolder& files);

}  // namespace emsurvey
