#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "numeric/check.hpp"

using namespace lemmata;

TEST_CASE("an entry that is not finite is named with its place") {
  const std::array<double, 4> values{1, 2, std::numeric_limits<double>::quiet_NaN(), 4};
  try {
    check::finite(MatrixView<const double>{values.data(), 2, 2}, "P");
    FAIL("nothing was thrown");
  } catch (const Error &error) {
    CHECK(error.code() == ErrorCode::NotFinite);
    CHECK(name(error.code()) == "NOT_FINITE");
    REQUIRE(error.details().size() == 4);
    CHECK(std::get<std::string_view>(error.details()[0].value) == "P");
    CHECK(std::get<double>(error.details()[1].value) == 1);
    CHECK(std::get<double>(error.details()[2].value) == 0);
  }
}

TEST_CASE("NaN lies outside of every interval") {
  CHECK_THROWS_AS(check::within(std::numeric_limits<double>::quiet_NaN(), 0, 1, "t"), Error);
  CHECK_THROWS_AS(check::positive(std::numeric_limits<double>::infinity(), "width"), Error);
  CHECK_NOTHROW(check::within(1, 0, 1, "t"));
}
