#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "numeric/error.hpp"
#include "numeric/packet.hpp"
#include "numeric/view.hpp"

/// Checks of arguments, each of which names the argument, what was found and what is allowed.
/// `argument` is the public name, as the caller of the JavaScript API knows it.
namespace lemmata::check {

/// Throws INVALID_ARGUMENT for an empty argument.
inline void notEmpty(std::size_t size, std::string_view argument) {
  if (size == 0)
    throw Error(ErrorCode::InvalidArgument, "{argument} is empty; it needs at least one entry",
                {{"argument", argument}});
}

/// Whether no entry is NaN or infinite.
template <class T> bool allFinite(std::span<const T> values) {
  Unsigned<T> bad{};
  std::size_t i = 0;
  for (; i + lanes<T> <= values.size(); i += lanes<T>) {
    const Packet<T> p = load(&values[i]);
    bad |= bits(p - p); // 0, or NaN
  }
  for (; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      return false;
  return !any(bad != Unsigned<T>{});
}

/// Throws OUT_OF_MEMORY where this many bytes are beyond what can be addressed; the rest is for the
/// allocator to refuse.
inline void memory(double bytes) {
  constexpr double most = sizeof(std::size_t) == 4 ? 0x1p31 : 0x1p46;
  if (!(bytes < most))
    throw Error(ErrorCode::OutOfMemory,
                "{bytes} bytes are needed and could not be had; a module can use at most {limit}",
                {{"bytes", bytes}, {"limit", most}});
}

/// Throws NOT_FINITE for the first entry that is NaN or infinite. (Inlined in every caller, its
/// message would be many times in the module.)
template <class T>
[[gnu::noinline]] void finite(std::span<const T> values, std::string_view argument) {
  if (allFinite(values))
    return;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      throw Error(ErrorCode::NotFinite,
                  "{argument}[{index}] is {found}; every entry must be a finite number",
                  {{"argument", argument}, {"index", i}, {"found", values[i]}});
}

/// The same for a matrix, named by row and column; its first row is the row `firstRow`.
template <class T>
[[gnu::noinline]] void finite(MatrixView<const T> values, std::string_view argument,
                              std::size_t firstRow = 0) {
  if (allFinite(values.flat()))
    return;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values.data[i]))
      throw Error(ErrorCode::NotFinite,
                  "{argument}[{row}][{column}] is {found}; every entry must be a finite number",
                  {{"argument", argument},
                   {"row", firstRow + i / values.cols},
                   {"column", i % values.cols},
                   {"found", values.data[i]}});
}

/// Throws NOT_FINITE for a NaN among the results of finite arguments, which an overflow left: ∞ − ∞
/// or 0 · ∞. `argument` is what is so large, or so small.
template <class T>
[[gnu::noinline]] void defined(std::span<const std::type_identity_t<T>> results,
                               std::string_view argument) {
  if (allFinite(results))
    return;
  for (const T result : results)
    if (std::isnan(result))
      throw Error(ErrorCode::NotFinite,
                  "{argument} is so large, or so small, that a result overflows",
                  {{"argument", argument}});
}

inline void defined(std::span<const double> results, std::string_view argument) {
  defined<double>(results, argument);
}

/// Throws INVALID_ARGUMENT for a scalar that is NaN or infinite.
inline void finiteScalar(double value, std::string_view argument) {
  if (!std::isfinite(value))
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; it must be a finite number",
                {{"argument", argument}, {"found", value}});
}

/// Throws INVALID_ARGUMENT unless low ≤ value ≤ high. NaN is outside of everything.
inline void within(double value, double low, double high, std::string_view argument) {
  if (!(value >= low && value <= high))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; allowed are values from {low} to {high}",
                {{"argument", argument}, {"found", value}, {"low", low}, {"high", high}});
}

/// Throws INVALID_ARGUMENT unless the value is finite and above 0.
inline void positive(double value, std::string_view argument) {
  if (!(value > 0 && std::isfinite(value)))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must be a finite number above 0",
                {{"argument", argument}, {"found", value}});
}

/// Throws SHAPE_MISMATCH unless the sizes agree.
inline void sameSize(std::size_t found, std::size_t expected, std::string_view argument) {
  if (found != expected)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} entries; {expected} are needed to fit the other arguments",
                {{"argument", argument}, {"found", found}, {"expected", expected}});
}

/// Throws OUT_OF_MEMORY where `count` numbers of float64 are more than a module can address, before
/// a product of sizes overflows.
inline void addressable(double count) {
  constexpr double limit = 0x1p31;
  if (!(8 * count < limit))
    throw Error(ErrorCode::OutOfMemory,
                "{bytes} bytes are needed and could not be had; a module can use at most {limit}",
                {{"bytes", 8 * count}, {"limit", limit}});
}

} // namespace lemmata::check
