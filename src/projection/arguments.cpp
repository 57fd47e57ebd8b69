#include "projection/arguments.hpp"

#include <cmath>

namespace lemmata::projection {

void checkWhole(double value, double low, double high, std::string_view argument) {
  if (!(value >= low && value <= high && std::floor(value) == value))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; allowed are whole numbers from {low} to {high}",
                {{"argument", argument}, {"found", value}, {"low", low}, {"high", high}});
}

void checkBetween(double value, double high, std::string_view argument) {
  if (!(value > 0 && value < high))
    refuse("{argument} is {found}; it must lie above 0 and below {allowed}", argument, value, high);
}

void checkRange(double value, double low, double high, std::string_view argument) {
  check::within(value, low, high, argument);
}

void checkPositive(double value, std::string_view argument) { check::positive(value, argument); }

void refuse(const char *message, std::string_view argument, double found, double allowed) {
  throw Error(ErrorCode::InvalidArgument, message,
              {{"argument", argument}, {"found", found}, {"allowed", allowed}});
}

} // namespace lemmata::projection
