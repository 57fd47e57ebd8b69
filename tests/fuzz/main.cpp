#include "oracle.hpp"

/// What libFuzzer calls, over and over.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  lemmata::fuzz::Input in(data, size);
  lemmata::fuzz::run(in);
  return 0;
}
