#include "initialization/weights.hpp"

#include <algorithm>
#include <cmath>

#include "initialization/sampling.hpp"
#include "initialization/truncation.hpp"

namespace lemmata::initialization {

void fillWeights(Distribution distribution, double std, const Philox &philox, std::uint64_t first,
                 std::span<double> to) {
  if (distribution == Distribution::Normal || !(std > 0))
    return fillNormal(0, std, philox, first, to);
  if (distribution == Distribution::Truncated)
    return TruncatedNormal(0, std, {TruncationMode::MatchStd, -2, 2}).fill(philox, first, to);
  const double bound = std * std::sqrt(3.0);
  fillUniform(-bound, bound, philox, first, to);
}

} // namespace lemmata::initialization
