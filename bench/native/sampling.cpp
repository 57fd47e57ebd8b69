// The package's own samplers, without WebAssembly.

#include <memory>

#include "contestant.hpp"
#include "initialization/sampling.hpp"
#include "initialization/truncation.hpp"

namespace bench {

using namespace lemmata;

std::vector<Contestant> sampling(int count) {
  const auto to = std::make_shared<std::vector<double>>(count);
  const auto values = [] { return std::vector<double>{}; };
  const auto normal = [=] { initialization::fillNormal(0, 1, Philox(1), 0, *to); };
  const auto truncated = [=] { initialization::TruncatedNormal(0, 1, {}).fill(Philox(1), 0, *to); };
  return {{"normal", "lemmata, native", 0, normal, values},
          {"truncated normal", "lemmata, native", 0, truncated, values}};
}

std::vector<Contestant> haar(int size) {
  const auto to = std::make_shared<Matrix>();
  const auto work = [=] { *to = initialization::orthogonal(size, size, 1, Philox(1)); };
  return {{"haar", "lemmata, native", 0, work, [] { return std::vector<double>{}; }}};
}

} // namespace bench
