#pragma once

#include <exception>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace lemmata {

/// Every way in which a call can fail. The names are part of the public API.
enum class ErrorCode {
  InvalidArgument,
  ShapeMismatch,
  NotFinite,
  NotADistribution,
  TargetUnreachable,
  NotSymmetric,
  NotPositiveDefinite,
  Singular,
  MomentDiverges,
  EmptyClass,
  Separable,
  NotConverged,
  OutOfMemory,
  Disposed,
  CorruptData,
  Aborted,
};

/// The public name, "INVALID_ARGUMENT" and so on.
std::string_view name(ErrorCode code);

/// One fact about a failure: {"argument", "p"} or {"found", -0.5}. Text is a literal or outlives
/// the error.
struct Detail {
  std::string_view name;
  std::variant<double, std::string_view> value;

  constexpr Detail(std::string_view name, std::string_view text) : name(name), value(text) {}
  constexpr Detail(std::string_view name, const char *text)
      : name(name), value(std::string_view(text)) {}
  template <class Number>
    requires std::is_arithmetic_v<Number>
  constexpr Detail(std::string_view name, Number number)
      : name(name), value(static_cast<double>(number)) {}
};

/// The only exception that the core throws on purpose.
///
/// `message` is a literal with placeholders, "{argument} is {found}; allowed are numbers above 0",
/// that whoever shows the message fills from `details`: no number is formatted here, which keeps
/// 10 KB of formatting code out of the WebAssembly module.
class Error : public std::exception {
public:
  Error(ErrorCode code, const char *message, std::initializer_list<Detail> details)
      : code_(code), message_(message), details_(details) {}

  ErrorCode code() const { return code_; }
  const char *what() const noexcept override { return message_; }
  const std::vector<Detail> &details() const { return details_; }
  /// The same failure with one more fact, which a caller further up knows.
  Error with(Detail detail) const {
    Error error = *this;
    error.details_.push_back(detail);
    return error;
  }

private:
  ErrorCode code_;
  const char *message_;
  std::vector<Detail> details_;
};

} // namespace lemmata
