#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "numeric/activation.hpp"
#include "numeric/matrix.hpp"
#include "numeric/philox.hpp"

/// Calls of the core, each with the hash of every bit that it gives.
namespace lemmata::battery {

/// Arguments by arithmetic alone, which is the same everywhere: no exponential, no sine. Several
/// are drawn in braces, where compilers must go from left to right.
class Draw {
public:
  explicit Draw(std::uint64_t number) : philox_(number, 0x62617474) {}

  double unit() { return philox_.uniform(next_++); }
  double number(double low, double high) { return low + (high - low) * unit(); }
  std::size_t whole(std::size_t low, std::size_t high) {
    return low + static_cast<std::size_t>(unit() * static_cast<double>(high - low + 1));
  }
  /// One of the first `count` enumerators.
  template <class Choice> Choice one(std::size_t count) {
    return static_cast<Choice>(whole(0, count - 1));
  }
  Activation activation() { return one<Activation>(activationCount); }

  template <class T = double>
  std::vector<T> numbers(std::size_t count, double low = -2, double high = 2) {
    std::vector<T> list(count);
    for (T &x : list)
      x = static_cast<T>(number(low, high));
    return list;
  }
  template <class T = double>
  MatrixOf<T> matrix(std::size_t rows, std::size_t cols, double low = -2, double high = 2) {
    MatrixOf<T> A(rows, cols);
    for (T &x : A.flat())
      x = static_cast<T>(number(low, high));
    return A;
  }
  std::vector<double> distribution(std::size_t count) {
    std::vector<double> p = numbers(count, 0.01, 1);
    double total = 0;
    for (const double x : p)
      total += x;
    for (double &x : p)
      x /= total;
    return p;
  }
  std::vector<std::int32_t> labels(std::size_t rows, std::size_t classes) {
    std::vector<std::int32_t> list(rows);
    for (std::size_t i = 0; i < rows; ++i)
      list[i] = static_cast<std::int32_t>(i < classes ? i : whole(0, classes - 1));
    return list;
  }

private:
  Philox philox_;
  std::uint64_t next_ = 0;
};

/// FNV-1a of 64 bits over what was given, in order.
class Hash {
public:
  template <class... Values> void add(const Values &...values) { (one(values), ...); }
  std::uint64_t value() const { return hash_; }

private:
  void bits(std::uint64_t word) {
    for (int byte = 0; byte < 8; ++byte, word >>= 8)
      hash_ = (hash_ ^ (word & 0xff)) * 0x100000001b3ull;
  }
  // A NaN is one number: its payload is the engine's choice.
  void one(double x) { bits(x == x ? std::bit_cast<std::uint64_t>(x) : 0x7ff8ull << 48); }
  void one(float x) { one(static_cast<double>(x)); }
  template <class T>
    requires std::is_integral_v<T>
  void one(T x) {
    bits(static_cast<std::uint64_t>(x));
  }
  void one(std::string_view text) { list(text); }
  template <class T> void one(const std::vector<T> &values) { list(values); }
  template <class T, std::size_t n> void one(const std::array<T, n> &values) { list(values); }
  template <class T> void one(const MatrixOf<T> &A) {
    bits(A.cols());
    list(A.flat());
  }
  template <class List> void list(const List &values) {
    bits(values.size());
    for (const auto &x : values)
      one(x);
  }

  std::uint64_t hash_ = 0xcbf29ce484222325ull;
};

struct Call {
  std::string_view name;
  void (*run)(Draw &, Hash &);
};

extern const std::vector<Call> entropyCalls, gaussianCalls, projectionCalls, smoothingCalls,
    initializationCalls, logisticCalls, penaltyCalls;

} // namespace lemmata::battery
