#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "input.hpp"
#include "numeric/error.hpp"

/// What must hold for every input, or the fuzzer stops and keeps the input.
namespace lemmata::fuzz {

/// One execution; each program has its own.
void run(Input &in);

inline void expect(bool holds, const char *fact, std::initializer_list<double> numbers = {}) {
  if (holds)
    return;
  std::fprintf(stderr, "does not hold: %s", fact);
  for (const double number : numbers)
    std::fprintf(stderr, " %.17g", number);
  std::fprintf(stderr, "\n");
  std::abort();
}

inline bool close(double a, double b, double relative, double absolute = 0) {
  return a == b || std::abs(a - b) <= absolute + relative * std::max(std::abs(a), std::abs(b));
}

inline bool finite(std::span<const double> x) {
  return std::ranges::all_of(x, [](double value) { return std::isfinite(value); });
}

/// An error is one that the public API names, and every placeholder of its message has its fact.
inline void expectTyped(const Error &error) {
  expect(error.code() != ErrorCode::Aborted && error.code() != ErrorCode::Disposed,
         "the core throws errors of its own codes only");
  const std::string_view message = error.what();
  for (std::size_t at = message.find('{'); at != message.npos; at = message.find('{', at + 1)) {
    const std::string_view name = message.substr(at + 1, message.find('}', at) - at - 1);
    const bool known = std::ranges::any_of(
        error.details(), [&](const Detail &detail) { return detail.name == name; });
    expect(known, error.what());
  }
}

/// The result of a call, or nothing where it threw a typed error or ran out of memory. Whether it
/// returned, for a call without result.
template <class Call> auto attempt(Call call) {
  using Result = std::invoke_result_t<Call>;
  using Outcome =
      std::conditional_t<std::is_void_v<Result>, std::optional<bool>,
                         std::optional<std::conditional_t<std::is_void_v<Result>, bool, Result>>>;
  try {
    if constexpr (std::is_void_v<Result>) {
      call();
      return Outcome(true);
    } else {
      return Outcome(call());
    }
  } catch (const Error &error) {
    expectTyped(error);
  } catch (const std::bad_alloc &) {
  }
  return Outcome();
}

} // namespace lemmata::fuzz
