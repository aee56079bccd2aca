// Exact tests of paired differences, which need no distribution. They do not know of overlap, so they check
// the t test but never decide.
#pragma once

#include <vector>

namespace emsurvey {

/// Returns the two-sided p of the sign-flip test: the share of all 2^n patterns of signs whose sum is as far
/// from 0 as the observed one or farther. Above n = 20 it is estimated from 99,999 drawn patterns and the
/// observed one. The differences are multiples of 1e-9 (see rounded_mean), so sums are compared exactly.
double sign_flip_p(const std::vector<double>& differences);

/// Returns the two-sided p of the signed-rank test (F. Wilcoxon, Biometrics Bulletin 1, 1945): zeros are
/// dropped, ties have mid-ranks, and all 2^m signs count. 1 if all differences are 0.
double wilcoxon_p(const std::vector<double>& differences);

/// Returns the smallest p that either test can reach with so many nonzero differences m: 2^(1 - m).
double smallest_p(const std::vector<double>& differences);

/// Sums of the ranks of the positive and of the negative differences, without zeros.
struct SignedRanks {
  std::vector<double> ranks;
  double plus = 0;
  double minus = 0;
};

SignedRanks signed_ranks(const std::vector<double>& differences);

}  // namespace emsurvey
