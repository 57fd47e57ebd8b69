#include <cstdio>
#include <utility>

#include "battery.hpp"
#include "numeric/error.hpp"

// Prints a line for each call of the core and repetition: system, function, number, hash. Refusals
// are results, too.

using namespace lemmata;
using namespace lemmata::battery;

namespace {

constexpr std::uint64_t repetitions = 20;

std::uint64_t hashOf(const Call &call, std::uint64_t repetition) {
  Draw draw(repetition);
  Hash hash;
  try {
    call.run(draw, hash);
  } catch (const Error &error) {
    hash.add(name(error.code()), std::string_view(error.what()));
  }
  return hash.value();
}

} // namespace

int main() {
  const std::pair<const char *, const std::vector<Call> &> systems[] = {
      {"entropy", entropyCalls},
      {"gaussian", gaussianCalls},
      {"projection", projectionCalls},
      {"smoothing", smoothingCalls},
      {"initialization", initializationCalls},
      {"logistic", logisticCalls},
      {"penalty", penaltyCalls}};
  for (const auto &[system, calls] : systems)
    for (const Call &call : calls)
      for (std::uint64_t repetition = 0; repetition < repetitions; ++repetition)
        std::printf("%s %.*s %d %016llx\n", system, static_cast<int>(call.name.size()),
                    call.name.data(), static_cast<int>(repetition),
                    static_cast<unsigned long long>(hashOf(call, repetition)));
}
