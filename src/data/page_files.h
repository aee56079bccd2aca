// Assigns single files to the pages of a stack by the numbers in their names.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "data/image_folder.h"

namespace emsurvey {

/// Returns pairs of indices: a page of `stacks` and the single file of `files` that belongs to it. The files
/// of a stack have names "<stack>-<number>". If `stacks` is a single stack and `files` has one file per page,
/// numbered without a gap, they may have any names. Numbers count from 0 if a file has the number 0, and from
/// 1 if they run from 1 to the number of pages. Throws InputError if neither holds, because the pages of a
/// stack have no numbers of their own.
std::vector<std::pair<std::size_t, std::size_t>> page_files(const ImageFolder& stacks,
                                                            const ImageFolder& files);

}  // namespace emsurvey
