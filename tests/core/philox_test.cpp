#include <doctest/doctest.h>

#include <vector>

#include "numeric/philox.hpp"

using namespace lemmata;

TEST_CASE("Philox4x32-10 gives Random123's known answers") {
  // Random123 1.14, tests/kat_vectors, lines "philox4x32 10": counter, key, result.
  struct Known {
    Philox::Block counter;
    std::uint32_t key[2];
    Philox::Block result;
  };
  const Known known[] = {{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                         {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                          {0xffffffff, 0xffffffff},
                          {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                         {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                          {0xa4093822, 0x299f31d0},
                          {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
  const auto join = [](std::uint32_t low, std::uint32_t high) {
    return std::uint64_t(high) << 32 | low;
  };
  for (const Known &k : known) {
    const Philox philox(join(k.key[0], k.key[1]), join(k.counter[2], k.counter[3]));
    CHECK(philox.block(join(k.counter[0], k.counter[1])) == k.result);
  }
}

TEST_CASE("uniform numbers are the midpoints of 2^52 cells, from the upper bits of each half") {
  // The first known answer, 0x6627e8d5 e169c58d bc57ac4c 9b00dbd8, in two halves.
  const Philox philox(0);
  CHECK(philox.uniform(0) == (double(0xe169c58d6627eull) + 0.5) / 0x1p52);
  CHECK(philox.uniform(1) == (double(0x9b00dbd8bc57aull) + 0.5) / 0x1p52);
}

TEST_CASE("uniform numbers have the moments of the uniform distribution within 5 standard errors") {
  const Philox philox(42, 7);
  const int n = 1'000'000;
  double mean = 0, square = 0, lag = 0, previous = 0.5;
  for (int i = 0; i < n; ++i) {
    const double u = philox.uniform(i), centred = u - 0.5;
    REQUIRE(u > 0);
    REQUIRE(u < 1);
    mean += centred / n;
    square += centred * centred / n;
    lag += centred * (previous - 0.5) / n;
    previous = u;
  }
  CHECK(mean == doctest::Approx(0).epsilon(5 * 2.9e-4));
  CHECK(square == doctest::Approx(1 / 12.0).epsilon(5 * 7.5e-5 * 12));
  CHECK(lag == doctest::Approx(0).epsilon(5 * 8.4e-5));
}

TEST_CASE("another seed, stream or index gives another number") {
  CHECK(Philox(1).uniform(0) != Philox(2).uniform(0));
  CHECK(Philox(1ull << 32).uniform(0) != Philox(1).uniform(0));
  CHECK(Philox(1, 1).uniform(0) != Philox(1, 2).uniform(0));
  CHECK(Philox(1, 1ull << 32).uniform(0) != Philox(1, 1).uniform(0));
  CHECK(Philox(1).uniform(1ull << 40) != Philox(1).uniform(0));
}

TEST_CASE("filled slices are the numbers of their indices, across the carry of the counter too") {
  const Philox philox(0x123456789abcdefull, 77);
  for (const std::uint64_t first : {0ull, 1ull, 2ull, 3ull, (1ull << 33) - 6, (1ull << 52) + 1})
    for (const std::size_t count : {0, 1, 2, 7, 8, 9, 31}) {
      std::vector<double> x(count);
      philox.fillUniform(first, x);
      for (std::size_t i = 0; i < count; ++i)
        CHECK(x[i] == philox.uniform(first + i));
    }
}

TEST_CASE("symmetric float32 numbers are those of the words' halves, and never zero") {
  const Philox philox(3, 4);
  std::vector<float> x(93);
  philox.fillSymmetric(9, x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::uint32_t word = philox.block(9 + i / 8)[i / 2 % 4];
    const std::uint32_t k = i % 2 == 0 ? word & 0xffff : word >> 16;
    CHECK(x[i] == static_cast<float>((2 * k + 1) * 0x1p-16 - 1));
  }
}
