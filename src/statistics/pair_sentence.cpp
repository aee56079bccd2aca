#include "statistics/pair_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "statistics/number_words.h"

namespace emsurvey {
namespace {

/// A comparison, turned so that the setting with the higher mean comes first.
class Turned {
 public:
  Turned(const SurveyAnalysis& analysis, const MetricAnalysis& result, const PairComparison& pair,
         const std::vector<std::string>& names)
      : analysis_(analysis), result_(result), pair_(pair), is_turned_(pair.difference < 0) {
    upper_ = is_turned_ ? pair.second : pair.first;
    lower_ = is_turned_ ? pair.first : pair.second;
    upper_name_ = names[upper_];
    lower_name_ = names[lower_];
  }

  std::string sentence() const;

 private:
  std::string difference() const { return score_text(std::abs(pair_.difference)); }
  std::string interval(double low, double high) const {
    return interval_text(is_turned_ ? Interval{-high, -low} : Interval{low, high});
  }
  std::string both() const { return upper_name_ + " and " + lower_name_; }
  std::string units() const { return counted_text(pair_.n, unit_noun(analysis_.design)); }
  std::string test_name() const;
  std::string counts_sentence() const;
  std::string difference_sentence() const;
  std::string open_sentence() const;
  std::string tested_sentence() const;
  bool found_nothing(std::size_t setting) const {
    return result_.settings[setting].collapsed == result_.settings[setting].trainings;
  }
  std::string found_in(std::size_t setting) const {
    const SettingSummary& summary = result_.settings[setting];
    return fmt::format("{} of {}", summary.trainings - summary.collapsed, summary.trainings);
  }

  const SurveyAnalysis& analysis_;
  const MetricAnalysis& result_;
  const PairComparison& pair_;
  bool is_turned_;
  std::size_t upper_ = 0, lower_ = 0;
  std::string upper_name_, lower_name_;
};

std::string Turned::test_name() const {
  if (!analysis_.design.is_paired) return "Welch's t test over trainings";
  const bool has_overlap = analysis_.design.overlap_of(pair_.first, pair_.second) > 0;
  return std::string(has_overlap ? "corrected" : "paired") + " t test over " + units();
}

std::string Turned::counts_sentence() const {
  if (!analysis_.design.is_paired) return "";
  return fmt::format("; it was higher in {} of {}", is_turned_ ? pair_.lower : pair_.higher, pair_.n);
}

std::string Turned::difference_sentence() const {
  const auto tested = static_cast<std::size_t>(
                          std::count_if(result_.pairs.begin(), result_.pairs.end(),
                                        [](const PairComparison& pair) { return !std::isnan(pair.p); })) +
                      result_.pairs_left_out();
  std::string text =
      fmt::format("{}{} scores higher than {} by {} (95 % interval {}, {}, {} after Holm over {}){}",
                  pair_.has_few_units ? units() + " suggest that " : "", upper_name_, lower_name_,
                  difference(), interval(pair_.low, pair_.high), test_name(), p_text(pair_.p_holm),
                  counted_text(tested, "pair"), counts_sentence());
  if (pair_.has_few_units)
    text += fmt::format("; no test without normality can confirm it with n = {}", pair_.n);
  text += ".";
  if (pair_.has_mixture)
    text += " Some of these trainings found nothing, so the interval is rather too short.";
  if (pair_.is_equivalent())
    text += fmt::format(" {} is higher, but by less than {:g}.", upper_name_, analysis_.margin);
  return text;
}

std::string Turned::open_sentence() const {
  return fmt::format(
      "{} cannot be told apart: the difference may lie anywhere from {}; with {} only one of {} or more would "
      "have been found in 8 of 10 surveys.",
      both(), interval(pair_.low, pair_.high), units(), score_text(pair_.detectable));
}

std::string Turned::tested_sentence() const {
  if (pair_.has_unequal_collapses)
    return fmt::format(
        "{} found something in {} trainings, {} in {}: too few trainings to tell luck from the setting.",
        upper_name_, found_in(upper_), lower_name_, found_in(lower_));
  if (pair_.is_different()) return difference_sentence();
  if (pair_.is_equivalent())
    return fmt::format("{} differ by less than {:g} (90 % interval {}).", both(), analysis_.margin,
                       interval(pair_.tost_low, pair_.tost_high));
  return open_sentence();
}

std::string Turned::sentence() const {
  if (pair_.n > 0 && found_nothing(upper_) && found_nothing(lower_))
    return fmt::format("{} both found nothing.", both());
  switch (pair_.verdict) {
    case PairVerdict::no_common_unit:
      return both() + " have no training in common: no test.";
    case PairVerdict::one_unit:
      return fmt::format("{} differ by {} in one {}: no test.", both(), difference(),
                         unit_noun(analysis_.design));
    case PairVerdict::equal:
      return fmt::format("{} have identical scores in all {}.", both(), units());
    case PairVerdict::no_spread:
      return fmt::format("{} was lower than {} by exactly {} each time; without spread there is no test.",
                         lower_name_, upper_name_, difference());
    case PairVerdict::undefined_apart:
      return fmt::format(
          "{} have no test: some of their scores are undefined for one of them alone, which "
          "depends on what was predicted.",
          both());
    case PairVerdict::tested:
      break;
  }
  return tested_sentence();
}

}  // namespace

std::string unit_noun(const Design& design) {
  static const std::map<std::string, std::string> nouns{
      {"kfold", "fold"}, {"blocks", "block"}, {"volumes", "volume"}};
  if (design.unit == Unit::training) return "training";
  const auto noun = nouns.find(design.scheme);
  return noun == nouns.end() ? "split" : noun->second;
}

std::string pair_sentence(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                          const PairComparison& pair, const std::vector<std::string>& names) {
  return Turned(analysis, result, pair, names).sentence();
}

}  // namespace emsurvey
