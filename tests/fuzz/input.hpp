#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/normal.hpp"

/// Arguments made of a fuzzer's bytes: shapes, numbers and arrays in the forms that hurt.
namespace lemmata::fuzz {

class Input {
public:
  Input(const std::uint8_t *data, std::size_t size) : data_(data), left_(size) {}

  /// The next byte; 0 where there are no more.
  std::uint8_t byte() {
    if (left_ == 0)
      return 0;
    --left_;
    return *data_++;
  }
  bool flip() { return byte() & 1; }
  /// A whole number below `count` ≤ 2^16.
  std::size_t below(std::size_t count) {
    return (count > 256 ? byte() << 8 | byte() : byte()) % count;
  }
  template <class Enum> Enum choice(std::size_t count) { return static_cast<Enum>(below(count)); }
  std::uint64_t bits() {
    std::uint64_t word = 0;
    for (int i = 0; i < 8; ++i)
      word = word << 8 | byte();
    return word;
  }
  std::vector<std::uint8_t> rest() { return {data_, data_ + left_}; }

  /// Any float64 at all, often one of those at the edges.
  double any() {
    using limits = std::numeric_limits<double>;
    static constexpr double special[] = {0,
                                         -0.0,
                                         1,
                                         -1,
                                         0.5,
                                         2,
                                         1e-300,
                                         1e300,
                                         -1e300,
                                         1e-8,
                                         1e8,
                                         limits::denorm_min(),
                                         limits::min(),
                                         limits::max(),
                                         limits::lowest(),
                                         limits::infinity(),
                                         -limits::infinity(),
                                         limits::quiet_NaN(),
                                         limits::epsilon(),
                                         1 - limits::epsilon() / 2,
                                         1 + limits::epsilon()};
    switch (below(4)) {
    case 0:
      return special[below(std::size(special))];
    case 1:
      return whole();
    case 2:
      return moderate();
    default:
      return std::bit_cast<double>(bits());
    }
  }
  /// From −128 to 127.
  double whole() { return static_cast<std::int8_t>(byte()); }
  /// Finite, between 1e-4 and 1e4 in size mostly, either sign.
  double moderate() {
    const double fraction = unit() * 2 - 1;
    return fraction * std::pow(10, static_cast<double>(below(9)) - 4);
  }
  /// From 0 to 1, both included.
  double unit() { return static_cast<double>(below(65535)) / 65534; }
  /// A positive scale: 1 mostly, else a power of ten that squares need not survive.
  double scale() {
    if (flip())
      return 1;
    static constexpr double exponents[] = {-300, -160, -30, -8, -3, 3, 8, 30, 160, 300};
    return std::pow(10, exponents[below(std::size(exponents))]);
  }

  /// Finite numbers: normals, ties, a constant, nearly equal ones, a wide range, or bytes.
  void fill(std::span<double> to) {
    const std::size_t form = below(7);
    const std::uint64_t seed = byte();
    switch (form) {
    case 0:
    case 1:
      fillNormal(Philox(seed), 0, to);
      break;
    case 2:
      for (double &x : to)
        x = static_cast<double>(below(4));
      break;
    case 3:
      std::ranges::fill(to, moderate());
      break;
    case 4: {
      const double middle = moderate(), width = std::pow(10, -static_cast<double>(below(17)));
      fillNormal(Philox(seed), 0, to);
      for (double &x : to)
        x = middle * (1 + x * width);
      break;
    }
    case 5:
      fillNormal(Philox(seed), 0, to);
      for (double &x : to)
        x = std::copysign(std::exp(4 * x), x);
      break;
    default:
      for (double &x : to)
        x = moderate();
    }
    if (form == 0)
      return;
    const double factor = scale();
    for (double &x : to)
      x *= factor;
    if (!to.empty() && flip())
      to[below(to.size())] = 0;
  }
  std::vector<double> numbers(std::size_t size) {
    std::vector<double> result(size);
    fill(result);
    return result;
  }
  /// The same, with an entry that is anything in one of eight cases.
  std::vector<double> spoiled(std::size_t size) {
    auto result = numbers(size);
    spoil(result);
    return result;
  }
  void spoil(std::span<double> x) {
    if (!x.empty() && below(8) == 7)
      x[below(x.size())] = any();
  }
  /// A matrix of those; one in four has rows that depend on one another.
  Matrix matrix(std::size_t rows, std::size_t cols) {
    Matrix A(rows, cols);
    fill(A.flat());
    if (rows > 1 && below(4) == 0) {
      const std::size_t from = below(rows), to = below(rows);
      const double factor = flip() ? 1 : moderate();
      for (std::size_t j = 0; j < cols; ++j)
        A(to, j) = factor * A(from, j);
    }
    spoil(A.flat());
    return A;
  }

private:
  const std::uint8_t *data_;
  std::size_t left_;
};

} // namespace lemmata::fuzz
