#include "loss/catalogue.h"

#include <stdexcept>

#include "loss/approx.h"
#include "loss/dice.h"
#include "loss/hinge.h"
#include "loss/logistic.h"
#include "loss/loss.h"
#include "loss/softmax.h"
#include "loss/square.h"

namespace emsurvey {
namespace {

const std::vector<Loss>& losses() {
  static const std::vector<Loss> all = {hinge_loss(),  square_loss(), softmax_loss(),
                                        approx_loss(), dice_loss(),   logistic_loss()};
  return all;
}

}  // namespace

const std::vector<std::string>& loss_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& loss : losses()) result.push_back(loss.name);
    return result;
  }();
  return names;
}

Loss make_loss(const std::string& name) {
  for (const auto& loss : losses()) {
    if (loss.name == name) return loss;
  }
  throw std::logic_error("no loss " + name);
}

}  // namespace emsurvey
