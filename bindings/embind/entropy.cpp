#include <emscripten/bind.h>

#include "border.hpp"
#include "entropy/shannon.hpp"

using namespace lemmata::border;

namespace {

template <class T> double shannon(Address p, std::size_t size) {
  return lemmata::entropy::shannon(input<T>(p, size));
}

} // namespace

EMSCRIPTEN_BINDINGS(lemmata_entropy) {
  using emscripten::function;
  function("entropyShannon64(p, size)", guarded<shannon<double>>);
  function("entropyShannon32(p, size)", guarded<shannon<float>>);
}
